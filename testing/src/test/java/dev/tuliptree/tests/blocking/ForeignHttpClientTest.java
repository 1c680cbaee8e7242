package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A coroutine sends requests with the JDK's client, which has threads of its own. */
class ForeignHttpClientTest {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".getBytes(US_ASCII);

    private static HttpRequest request(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static SocketStream acceptRequest(TcpListener listener) throws Exception {
        SocketStream stream = listener.accept();
        stream.reader().readUntil("\r\n\r\n".getBytes(US_ASCII));
        return stream;
    }

    /** Waits for the end of a connection: a reset if the client has not read all. */
    private static boolean receivesNoMore(SocketStream peer) {
        try {
            return peer.receiveAll().length == 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aPlainRequestSuspendsOnlyItsCoroutine() throws Exception {
        exchange(Foreign.PLAINLY);
    }

    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierOneInAThreadDoes() throws Exception {
        exchange(Foreign.IN_A_THREAD);
    }

    private static void exchange(ActionOf<Action<Exception>, Exception> way) throws Exception {
        Foreign.callToWhoAnswersLater(way, ForeignHttpClientTest::acceptRequest, ANSWER, port -> {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> response = client.send(request(port), BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("hello");
            }
        });
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void cancelledWhileItWaitsForTheAnswerTheConnectionIsClosed() throws Exception {
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                HttpClient client = HttpClient.newHttpClient()) {
            SocketStream[] peer = new SocketStream[1];
            boolean caught = Foreign.cancelledWhen(
                    () -> peer[0] = acceptRequest(listener),
                    () -> client.send(request(listener.port()), BodyHandlers.discarding()));
            assertThat(caught).isTrue();
            assertThat(receivesNoMore(peer[0])).isTrue();
            peer[0].close();
        }
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void cancelledInTheMidstOfTheBodyTheConnectionIsClosed() throws Exception {
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                HttpClient client = HttpClient.newHttpClient()) {
            SocketStream[] peer = new SocketStream[1];
            boolean caught = Foreign.cancelledWhen(
                    () -> {
                        peer[0] = acceptRequest(listener);
                        peer[0].sendAll("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel".getBytes(US_ASCII));
                    },
                    () -> client.send(request(listener.port()), BodyHandlers.ofString()));
            assertThat(caught).isTrue();
            assertThat(receivesNoMore(peer[0])).isTrue();
            peer[0].close();
        }
    }

    /** Closing the client as well ends what the thread waits for. */
    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierAnAbandonedRequestEndsWithItsClient() throws Exception {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream[] peer = new SocketStream[1];
            HttpClient client = HttpClient.newHttpClient();
            boolean caught = Foreign.cancelledWhen(() -> peer[0] = acceptRequest(listener), () -> {
                try {
                    Foreign.ABANDONED.run(() -> client.send(request(listener.port()), BodyHandlers.discarding()));
                } finally {
                    client.shutdownNow();
                }
            });
            assertThat(caught).isTrue();
            assertThat(receivesNoMore(peer[0])).isTrue();
            peer[0].close();
        }
    }
}
