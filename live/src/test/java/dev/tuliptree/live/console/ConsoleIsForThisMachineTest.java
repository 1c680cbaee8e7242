package dev.tuliptree.live.console;

import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to see the console, asked over real sockets. */
class ConsoleIsForThisMachineTest {
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static String status(Console console, String path, String headers) throws IOException {
        var app = new Application();
        console.mount(app, "/console");
        try (var server = app.listen("127.0.0.1", 0);
                var stream = openTcpStream("127.0.0.1", server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n";
            stream.sendAll(request.getBytes(US_ASCII));
            return String.valueOf(stream.reader().readLine()).split(" ")[1];
        }
    }

    @LoopTest(schedules = 0)
    void thisMachineSeesIt() throws IOException {
        for (String file : List.of("", "console.css", "console.svg", "console.js", "live/tuliptree-live.js")) {
            assertThat(status(new Console(), "/console/" + file, "Host: localhost:8080\r\n"))
                    .isEqualTo("200");
        }
        assertThat(status(new Console(), "/console/live/socket", "Host: 127.0.0.1\r\n" + UPGRADE))
                .isEqualTo("101");
        assertThat(status(new Console(), "/console", "Host: localhost\r\n")).isEqualTo("308");
    }

    @LoopTest(schedules = 0)
    void whoComesThroughAProxyDoesNot() throws IOException {
        String headers = "Host: localhost\r\nX-Forwarded-For: 203.0.113.7\r\n";
        assertThat(status(new Console(), "/console/", headers)).isEqualTo("404");
        assertThat(status(new Console(), "/console/live/socket", headers + UPGRADE))
                .isEqualTo("403");
    }

    @LoopTest(schedules = 0)
    void pagesThatGiveTheirOwnNameThisAddressDoNot() throws IOException {
        String headers = "Host: evil.example\r\n";
        assertThat(status(new Console(), "/console/", headers)).isEqualTo("404");
        assertThat(status(new Console(), "/console/console.js", headers)).isEqualTo("404");
        assertThat(status(new Console(), "/console/live/socket", headers + "Origin: http://evil.example\r\n" + UPGRADE))
                .isEqualTo("403");
    }

    @LoopTest(schedules = 0)
    void whomeverTheProgramAdmitsDoes() throws IOException {
        var console = new Console().admit(request -> "let me in".equals(request.header("Authorization")));
        String stranger = "Host: example.org\r\n";
        String friend = stranger + "Authorization: let me in\r\n";
        assertThat(status(console, "/console/", stranger)).isEqualTo("404");
        var again = new Console().admit(request -> "let me in".equals(request.header("Authorization")));
        assertThat(status(again, "/console/", friend)).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "127.1.2.3", "[::1]:80", "app.localhost"})
    void namesOfThisMachine(String host) {
        assertThat(Loopback.isName(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"})
    void namesOfOthers(String host) {
        assertThat(Loopback.isName(host)).isFalse();
    }
}
