package dev.tuliptree.live;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.toThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.OriginPolicy;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Live pages on a web application, spoken to by a client that is not ours. */
class OnRealSocketsTest {
    private final LiveApp page = new LiveApp(LiveLimits.DEFAULT.withMaxMessageBytes(200))
            .files(OnRealSocketsTest.class, "page")
            .on("form submit", (client, data) -> client.setText("h1", data.text("name")))
            .on("bye", (client, data) -> client.close());

    private interface Visit {
        void by(Browser browser, String address) throws Exception;
    }

    /** Serves the page at a path and visits it; the address ends with a slash. */
    private void visit(String path, Visit visit) throws Exception {
        var app = new Application();
        page.mount(app, path);
        try (var server = app.listen("127.0.0.1", 0)) {
            String origin = "http://127.0.0.1:" + server.port();
            toThread(() -> {
                try (var browser = new Browser(origin)) {
                    visit.by(browser, origin + path + (path.endsWith("/") ? "" : "/"));
                }
            });
        }
    }

    @LoopTest(schedules = 0)
    void pageAndItsScriptAreServed() throws Exception {
        visit("/form", (browser, address) -> {
            assertThat(browser.get(address).body()).contains("<title>A page</title>");
            var script = browser.get(address + "live/tuliptree-live.js");
            assertThat(script.body()).endsWith("live.register([{\"selector\":\"form\",\"event\":\"submit\"}]);\n");
            assertThat(script.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(browser.get(address + "absent").statusCode()).isEqualTo(404);
            String withoutSlash = address.substring(0, address.length() - 1);
            assertThat(browser.get(withoutSlash)
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .endsWith("/form/");
        });
    }

    @LoopTest
    void messagesArriveAndCommandsComeBack() throws Exception {
        visit("/", (browser, address) -> {
            WebSocket socket = browser.open(address + "live/socket");
            send(socket, "{\"route\":\"document_ready\",\"content\":null}");
            send(socket, "{\"route\":\"form submit\",\"content\":{\"name\":\"Ada\"}}");
            assertThat(browser.next())
                    .isEqualTo("{\"route\":\"live.setText\",\"content\":{\"selector\":\"h1\",\"args\":[\"Ada\"]}}");
            send(socket, "{\"route\":\"bye\"}");
            assertThat(browser.next()).isEqualTo("closed with 1000");
        });
    }

    @LoopTest(schedules = 0)
    void pagesOfOtherSitesAreRefused() throws Exception {
        visit("/", (browser, address) -> {
            try (var stranger = new Browser("https://evil.example")) {
                assertThatThrownBy(() -> stranger.open(address + "live/socket"))
                        .cause()
                        .isInstanceOfSatisfying(
                                WebSocketHandshakeException.class,
                                refused -> assertThat(refused.getResponse().statusCode())
                                        .isEqualTo(403));
            }
        });
    }

    @LoopTest(schedules = 0)
    void pagesOfOtherSitesAreWelcomeIfSaidSo() throws Exception {
        page.origins(OriginPolicy.sameHostOr("https://friend.example"));
        visit("/", (browser, address) -> {
            try (var friend = new Browser("https://friend.example")) {
                send(friend.open(address + "live/socket"), "{\"route\":\"bye\"}");
                assertThat(friend.next()).isEqualTo("closed with 1000");
            }
        });
    }

    @LoopTest(schedules = 0)
    void messageOneByteTooLongClosesTheConnection() throws Exception {
        String atLimit = "{\"route\":\"form submit\",\"content\":{\"name\":\"" + "x".repeat(155) + "\"}}";
        assertThat(atLimit).hasSize(200);
        visit("/", (browser, address) -> {
            WebSocket socket = browser.open(address + "live/socket");
            send(socket, atLimit);
            assertThat(browser.next()).contains("xxx");
            send(socket, atLimit + " ");
            assertThat(browser.next()).isEqualTo("closed with 1009");
        });
    }

    @LoopTest(schedules = 0)
    void binaryMessageClosesTheConnection() throws Exception {
        visit("/", (browser, address) -> {
            WebSocket socket = browser.open(address + "live/socket");
            socket.sendBinary(ByteBuffer.wrap(new byte[1]), true).join();
            assertThat(browser.next()).isEqualTo("closed with 1003");
        });
    }

    @LoopTest(schedules = 0)
    void pageThatDoesNotReadIsGivenUp() throws Exception {
        var lost = new Event();
        var floods = new LiveApp()
                .on("flood", (client, data) -> {
                    while (client.isOpen()) {
                        client.appendText("#a", "x".repeat(100_000));
                        sleep(millis(1));
                    }
                })
                .on(LiveApp.CONNECTION_LOST, (client, data) -> lost.set());
        var app = new Application();
        floods.mount(app, "/");
        try (var captured = new CapturedLog();
                var server = app.listen("127.0.0.1", 0);
                var browser = new Browser("http://127.0.0.1:" + server.port())) {
            toThread(() -> send(browser.openWithoutReading(server.url("/live/socket")), "{\"route\":\"flood\"}"));
            lost.await();
            assertThat(floods.clients()).isEmpty();
            assertThat(captured.records().getLast().getParameters()[0].toString())
                    .contains("127.0.0.1");
            assertThat(captured.records().getLast().getMessage()).contains("too slow");
        }
    }

    @Test
    void folderThatCannotBeReadIsSaidAtOnce() {
        var app = new LiveApp().files(Path.of("no such folder"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.mount(new Application(), "/"))
                .withMessageContaining("no such folder");
    }

    @Test
    void isMountedOnce() {
        page.mount(new Application(), "/");
        assertThatIllegalStateException().isThrownBy(() -> page.mount(new Application(), "/"));
        assertThatIllegalStateException().isThrownBy(() -> page.on("late", (client, data) -> {}));
    }

    private static void send(WebSocket socket, String text) {
        socket.sendText(text, true).join();
    }
}
