package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** serve handles every connection in a task of its own, and none of them can harm the others. */
class ServeTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void echo(SocketStream stream) throws IOException {
        byte[] part;
        while ((part = stream.receiveSome(1_000)).length > 0) stream.sendAll(part);
    }

    private static String ask(TcpListener listener, String question) throws IOException {
        try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
            stream.sendAll(bytes(question));
            stream.sendEof();
            return new String(stream.receiveAll(), UTF_8);
        }
    }

    @LoopTest
    void connectionsAreHandledBesideEachOther() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        List<String> answers = new ArrayList<>();
        nursery(n -> {
            n.start(() -> listener.serve(stream -> {
                sleep(seconds(1));
                echo(stream);
            }));
            nursery(clients -> {
                for (int i = 0; i < 30; i++) {
                    String question = "question " + i;
                    clients.start(() -> answers.add(ask(listener, question)));
                }
            });
            listener.close();
        });
        assertThat(answers).hasSize(30).doesNotHaveDuplicates().allMatch(answer -> answer.startsWith("question"));
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aConnectionIsClosedWhenItsHandlerEnds() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> listener.serve(stream -> stream.sendAll(bytes("bye"))));
            try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                assertThat(stream.receiveAll()).isEqualTo(bytes("bye"));
            }
            listener.close();
        });
    }

    @LoopTest(schedules = 1)
    void aHandlerThatFailsEndsItsConnectionAlone() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> listener.serve(stream -> {
                String question = new String(stream.receiveSome(100), UTF_8);
                switch (question) {
                    case "runtime" -> throw new IllegalStateException("on purpose, for a test");
                    case "error" -> throw new AssertionError("on purpose, for a test");
                    case "io" -> throw new IOException("on purpose, for a test");
                    default -> stream.sendAll(bytes("fine"));
                }
            }));
            for (String bad : List.of("runtime", "error", "io"))
                assertThat(ask(listener, bad)).isEmpty();
            assertThat(ask(listener, "good")).isEqualTo("fine");
            listener.close();
        });
    }

    @LoopTest
    void closingTheListenerLetsHandlersComeToTheirEnd() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                listener.serve(stream -> {
                    sleep(seconds(5));
                    echo(stream);
                });
                steps.add("server ended");
            });
            Task<String> client = n.start(() -> ask(listener, "late question"));
            sleep(seconds(1));
            listener.close();
            sleep(seconds(1));
            assertThat(steps).isEmpty();
            assertThat(await(client)).isEqualTo("late question");
        });
        assertThat(steps).containsExactly("server ended");
    }

    @LoopTest
    void cancellingItCancelsTheHandlersAndClosesTheirConnections() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            List<String> steps = new ArrayList<>();
            nursery(n -> {
                Task<?> server = n.start(() -> listener.serve(stream -> {
                    try {
                        stream.receiveSome(100);
                    } finally {
                        steps.add("handler");
                    }
                }));
                try (SocketStream one = openTcpStream("127.0.0.1", listener.port());
                        SocketStream two = openTcpStream("127.0.0.1", listener.port())) {
                    settle();
                    server.cancel();
                    assertThat(one.receiveSome(100)).isEmpty();
                    assertThat(two.receiveSome(100)).isEmpty();
                }
            });
            assertThat(steps).containsExactly("handler", "handler");
        }
    }

    @LoopTest
    void moreConnectionsThanAllowedWaitForTheirTurn() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        int[] handled = new int[2];
        nursery(n -> {
            n.start(() -> listener.serve(new ServeOptions(2), stream -> {
                handled[1] = Math.max(handled[1], ++handled[0]);
                sleep(seconds(1));
                echo(stream);
                handled[0]--;
            }));
            nursery(clients -> {
                for (int i = 0; i < 6; i++) {
                    String question = "question " + i;
                    clients.start(() -> assertThat(ask(listener, question)).isEqualTo(question));
                }
            });
            listener.close();
        });
        assertThat(handled[1]).as("the most at once").isEqualTo(2);
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void atTheLimitClosingTheListenerEndsItAllTheSame() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> listener.serve(new ServeOptions(1), stream -> echo(stream)));
            try (SocketStream _ = openTcpStream("127.0.0.1", listener.port())) {
                settle();
                listener.close();
            }
        });
    }

    @LoopTest
    void thereMustBeRoomForOneConnection() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServeOptions(0));
    }

    @LoopTest
    void aClientThatIsGoneBeforeItIsServedHarmsNobody() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> listener.serve(stream -> echo(stream)));
            for (int i = 0; i < 10; i++)
                openTcpStream("127.0.0.1", listener.port()).abort();
            assertThat(ask(listener, "still here?")).isEqualTo("still here?");
            listener.close();
        });
    }

    @LoopTest
    void theServerWaitsForWhatItsHandlersHaveStarted() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                listener.serve(stream -> nursery(inner -> {
                    inner.start(() -> {
                        sleep(seconds(3));
                        steps.add("child of a handler");
                    });
                }));
                steps.add("server");
            });
            openTcpStream("127.0.0.1", listener.port()).close();
            sleep(seconds(1));
            listener.close();
        });
        assertThat(steps).containsExactly("child of a handler", "server");
    }
}
