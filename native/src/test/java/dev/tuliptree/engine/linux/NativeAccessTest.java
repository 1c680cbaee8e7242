package dev.tuliptree.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Java is not to call C, programs run on NIO, and the log says once why and what to change. */
@OnLinux
class NativeAccessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path directory;

    /** What a program that opens these engines prints. */
    private List<String> open(String access, String... names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(JAVA, access, "-cp", System.getProperty("java.class.path"), EngineProgram.class.getName()));
        command.addAll(List.of(names));
        Path output = directory.resolve("output");
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    @Test
    void theBestEngineIsNioThenAndTheLogSaysWhyOnce() throws Exception {
        List<String> lines = open("--illegal-native-access=deny", "auto", "auto");
        assertThat(lines.stream().filter("nio"::equals)).hasSize(2);
        assertThat(lines.stream().filter(line -> line.contains("the engine nio serves")))
                .singleElement()
                .asString()
                .contains("io_uring: native access is denied")
                .contains("epoll: native access is denied")
                .contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void whoAsksForOneByNameIsToldWhatToChange() throws Exception {
        assertThat(open("--illegal-native-access=deny", "epoll", "io_uring"))
                .hasSize(2)
                .allMatch(line -> line.contains("cannot be used here: native access is denied"))
                .allMatch(line -> line.contains("--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void whereItIsAllowedNothingIsSaid() throws Exception {
        assertThat(open("--enable-native-access=ALL-UNNAMED", "epoll")).containsExactly("epoll");
    }
}
