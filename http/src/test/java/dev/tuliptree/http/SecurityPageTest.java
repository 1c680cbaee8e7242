package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SECURITY.md names tests as its proofs. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("..", "SECURITY.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void allTestsItNamesExist() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher proofs = PROOF.matcher(Files.readString(PAGE));
        int found = 0;
        while (proofs.find()) {
            found++;
            if (!source(proofs.group(1)).contains("void " + proofs.group(2) + "(")) missing.add(proofs.group());
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("tests that are named").isGreaterThan(40);
    }

    private static String source(String testClass) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path file = files.filter(path -> path.endsWith(testClass + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + testClass));
            return Files.readString(file);
        }
    }
}
