package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server that is to end stops accepting, lets its handlers finish, and cancels those that do not. */
class GracefulServeTest {
    private final List<String> steps = new ArrayList<>();

    /** Says when it comes to its end, and how. */
    private void handle(String name, Duration time) {
        boolean finished = false;
        try {
            sleep(time);
            finished = true;
        } finally {
            steps.add(name + (finished ? " finished at " : " cancelled at ") + now().toSeconds());
        }
    }

    private void serveTwo(TcpListener listener, ServeOptions options) {
        int[] connections = new int[1];
        listener.serve(options, _ -> {
            if (connections[0]++ == 0) handle("first", seconds(5));
            else handle("second", seconds(500));
        });
        steps.add("served until " + now().toSeconds());
    }

    @LoopTest
    void handlersThatDoNotFinishInTimeAreCancelled() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> serveTwo(listener, ServeOptions.DEFAULT.grace(seconds(10))));
            try (SocketStream _ = openTcpStream("127.0.0.1", listener.port());
                    SocketStream _ = openTcpStream("127.0.0.1", listener.port())) {
                sleep(seconds(1));
                listener.close();
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> openTcpStream("127.0.0.1", listener.port()));
                sleep(seconds(20));
            }
        });
        assertThat(steps).containsExactly("first finished at 5", "second cancelled at 11", "served until 11");
    }

    @LoopTest
    void atTheLimitOfConnectionsTheGraceBeginsAtOnce() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> {
                listener.serve(new ServeOptions(1, seconds(2)), _ -> handle("only", seconds(500)));
                steps.add("served until " + now().toSeconds());
            });
            try (SocketStream _ = openTcpStream("127.0.0.1", listener.port())) {
                sleep(seconds(1));
                listener.close();
                sleep(seconds(20));
            }
        });
        assertThat(steps).containsExactly("only cancelled at 3", "served until 3");
    }

    @LoopTest
    void whatWindsDownStopsAccepting() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            Task<?> server = n.start(() -> cancelScope(scope -> {
                n.start(() -> {
                    sleep(seconds(1));
                    scope.windDown(seconds(100), "for a test");
                });
                serveTwo(listener, ServeOptions.DEFAULT.grace(seconds(10)));
            }));
            try (SocketStream _ = openTcpStream("127.0.0.1", listener.port());
                    SocketStream _ = openTcpStream("127.0.0.1", listener.port())) {
                await(server);
            }
        });
        assertThat(listener.isClosed()).isTrue();
        assertThat(steps).containsExactly("first finished at 5", "second cancelled at 11", "served until 11");
    }

    @LoopTest
    void servingIsACheckpoint() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            assertCheckpoints(() -> listener.serve(_ -> {}));
        }
    }
}
