package dev.tuliptree.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a browser does with an address, by the JDK's client; it blocks, and so is for other threads than the loop's. */
final class Browser implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final String origin;

    /** A browser that shows a page of an origin: {@code http://127.0.0.1:8080}. */
    Browser(String origin) {
        this.origin = origin;
    }

    HttpResponse<String> get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    /** Opens a WebSocket; fails if the server does not want it. */
    WebSocket open(String address) throws Exception {
        return open(address, new Listener());
    }

    /** Opens a WebSocket and takes nothing that comes over it. */
    WebSocket openWithoutReading(String address) throws Exception {
        return open(address, new WebSocket.Listener() {
            @Override
            public void onOpen(WebSocket socket) {}
        });
    }

    private WebSocket open(String address, WebSocket.Listener listener) throws Exception {
        return http.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create(address.replaceFirst("http", "ws")), listener)
                .get(10, TimeUnit.SECONDS);
    }

    /** The next message of the server, or its close code. */
    String next() throws Exception {
        String next = received.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            received.add("binary");
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed with " + code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            received.add(error.toString());
        }
    }
}
