package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Pages made of templates. */
class TemplatesTest {
    @TempDir
    Path folder;

    @LoopTest(schedules = 1)
    void arePagesWhoseValuesAreEscaped() throws Exception {
        Templates templates = Templates.onClassPath(TemplatesTest.class, "templates");
        Application app = new Application();
        app.get(
                "/{name}",
                request -> templates.page(
                        "hello.html",
                        Map.of("name", request.pathParam("name"), "friends", List.of("Bob", "Eve & Co"))));
        InMemory.with(app, session -> {
            for (int i = 0; i < 2; i++) {
                try (ClientResponse response = session.get("http://a/%3Cscript%3E")) {
                    assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
                    assertThat(response.text().strip())
                            .isEqualTo("<title>Hello, &lt;script&gt; and Bob and Eve &amp; Co</title>");
                }
            }
        });
    }

    @LoopTest(schedules = 1)
    void sayWhatIsWrongWithThem() throws Exception {
        Files.writeString(folder.resolve("bad.html"), "{% if %}");
        Files.writeString(
                folder.resolve("long.html"), "{% for i in range(1, 200000) %}" + "x".repeat(200) + "{% endfor %}");
        Files.writeString(folder.resolve("good.html"), "{{ a }}");
        Templates templates = Templates.inFolder(folder);
        assertThat(templates.text("good.html", Map.of("a", "1 < 2"))).isEqualTo("1 &lt; 2");
        assertThatThrownBy(() -> templates.text("none.html", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.html");
        assertThatThrownBy(() -> templates.text("bad.html", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.html");
        assertThatThrownBy(() -> templates.text("long.html", Map.of())).isInstanceOf(IOException.class);
    }

    @LoopTest(schedules = 1)
    void areNowhereElse() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(folder.resolve("secret"), "secret");
        Templates templates = Templates.inFolder(inner);
        for (String out : new String[] {"../secret", "/etc/passwd", "a/../../secret", "..\\secret"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> templates.text(out, Map.of()))
                    .withMessageContaining("a path below its folder");
        }
    }
}
