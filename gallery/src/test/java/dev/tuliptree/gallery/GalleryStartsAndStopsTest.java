package dev.tuliptree.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The gallery as a program, in real time: what it prints, what it serves, how it ends. */
class GalleryStartsAndStopsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String HANDSHAKE = """
            GET /8-chat/live/socket HTTP/1.1\r
            Host: 127.0.0.1\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    private String get(String address, int status) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(address).isEqualTo(status);
        return answer.body();
    }

    @Test
    void servesTheIndexAndEachDemoButNothingElse() throws Exception {
        try (var gallery = GalleryProcess.start("--port", "0")) {
            String address = gallery.address();
            assertThat(get(address, 200)).contains("href=\"1-serial/\"", "href=\"8-chat/\"");
            assertThat(get(address + "style/gallery.css", 200)).contains("--green");
            for (Demo demo : Gallery.demos(new SplittableRandom())) {
                String page = address + demo.path() + "/";
                assertThat(get(page, 200)).contains("<h1>" + demo.title() + "</h1>", "href=\"../\"");
                assertThat(get(page + "live/tuliptree-live.js", 200)).contains("live.register(");
                get(page + "page.html.bak", 404);
            }
            get(address + "absent", 404);
            get(address + "style/..%2f..%2fGallery.class", 400);
        }
    }

    @Test
    void scriptsAndStylesComeFromNowhereElse() throws Exception {
        try (var gallery = GalleryProcess.start("--port", "0")) {
            URI index = URI.create(gallery.address());
            var answer = http.send(HttpRequest.newBuilder(index).build(), BodyHandlers.discarding());
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'self'");
        }
    }

    @Test
    void terminatedClosesOpenPagesAndFreesThePort() throws Exception {
        try (var gallery = GalleryProcess.start("--port", "0")) {
            String address = gallery.address();
            var closed = new CompletableFuture<Integer>();
            WebSocket page = http.newWebSocketBuilder()
                    .header("Origin", address.substring(0, address.length() - 1))
                    .buildAsync(URI.create(address.replace("http:", "ws:") + "8-chat/live/socket"), listener(closed))
                    .get(10, TimeUnit.SECONDS);
            page.sendText("{\"route\":\"document_ready\"}", true).get(10, TimeUnit.SECONDS);
            long begin = System.nanoTime();
            gallery.terminate();
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(gallery.exitCode(PATIENCE)).isEqualTo(128 + 15);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThat(gallery.errors()).isEmpty();
            int port = URI.create(address).getPort();
            assertThatNoException()
                    .isThrownBy(() -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close());
        }
    }

    @Test
    void pageThatDoesNotAnswerDoesNotHoldItUp() throws Exception {
        try (var gallery = GalleryProcess.start("--port", "0");
                var page = new Socket("127.0.0.1", URI.create(gallery.address()).getPort())) {
            page.getOutputStream().write(HANDSHAKE.getBytes(UTF_8));
            assertThat(page.getInputStream().readNBytes(12)).asString(UTF_8).isEqualTo("HTTP/1.1 101");
            long begin = System.nanoTime();
            gallery.terminate();
            gallery.exitCode(PATIENCE);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static WebSocket.Listener listener(CompletableFuture<Integer> closed) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
                closed.complete(statusCode);
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void onError(WebSocket webSocket, Throwable error) {
                closed.completeExceptionally(error);
            }
        };
    }

    @Test
    void portInUseIsOneLineAndNoTrace() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var gallery = GalleryProcess.start("--port", "" + taken.getLocalPort())) {
            assertThat(gallery.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(gallery.errors().lines())
                    .singleElement()
                    .asString()
                    .startsWith("tuliptree: ")
                    .contains("127.0.0.1", "" + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void hostThatIsNotThereIsOneLineAndNoTrace() throws Exception {
        try (var gallery = GalleryProcess.start("--host", "no-such-host.invalid")) {
            assertThat(gallery.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(gallery.errors().lines()).singleElement().asString().contains("no-such-host.invalid");
        }
    }

    @Test
    void unknownOptionIsOneLineAndNoTrace() throws Exception {
        try (var gallery = GalleryProcess.start("--prot", "1")) {
            assertThat(gallery.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(gallery.errors().lines())
                    .containsExactly("tuliptree: there is no option --prot; --help lists the options");
        }
    }

    @Test
    void helpListsTheOptions() throws Exception {
        try (var gallery = GalleryProcess.start("--help")) {
            assertThat(gallery.exitCode(PATIENCE)).isZero();
            assertThat(gallery.rest()).contains("--host", "--port", "--no-browser");
        }
    }
}
