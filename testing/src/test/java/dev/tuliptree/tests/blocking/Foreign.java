package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.CancelScope;
import dev.tuliptree.ThreadOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;

/**
 * How programs make calls that block and know nothing of loops: where the loop mounts its coroutines plainly, on the
 * portable carrier in another thread.
 */
final class Foreign {
    private Foreign() {}

    static final ActionOf<Action<Exception>, Exception> PLAINLY = Action::run;

    static final ActionOf<Action<Exception>, Exception> IN_A_THREAD = call -> toThread(call);

    /** As {@link #IN_A_THREAD}, but whoever is cancelled does not wait for the call's end. */
    static final ActionOf<Action<Exception>, Exception> ABANDONED =
            call -> toThread(ThreadOptions.DEFAULT.abandonOnCancel(true), call);

    /** Makes a call, and meanwhile counts the turns that another task gets. */
    static void countingTurns(int[] turns, Action<Exception> call) throws Exception {
        nursery(n -> {
            n.startService(() -> {
                while (true) {
                    turns[0]++;
                    checkpoint();
                }
            });
            call.run();
        });
    }

    /** Takes a connection, and what the peer has to say first. */
    interface Accepting {
        SocketStream accept(TcpListener listener) throws Exception;
    }

    /** Makes a call to a server in another coroutine, which answers once a third one has had a hundred turns. */
    static void callToWhoAnswersLater(
            ActionOf<Action<Exception>, Exception> way,
            Accepting accepting,
            byte[] answer,
            ActionOf<Integer, Exception> call)
            throws Exception {
        int[] turns = new int[1];
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            countingTurns(
                    turns,
                    () -> nursery(n -> {
                        n.start(() -> {
                            try (SocketStream stream = accepting.accept(listener)) {
                                awaitTurns(turns, 100);
                                stream.sendAll(answer);
                            }
                        });
                        way.run(() -> call.run(listener.port()));
                    }));
        }
        assertThat(turns[0]).isGreaterThan(100);
    }

    /** Waits for so many more turns of the other task: it gets them only if the loop goes on. */
    static void awaitTurns(int[] turns, int more) {
        int enough = turns[0] + more;
        while (turns[0] < enough) checkpoint();
    }

    /**
     * Makes a call in a task of its own, cancels it when it has come as far as the event says, and waits for its end.
     *
     * @return whether the cancelled scope caught what the call made of it
     */
    static boolean cancelledWhen(Action<Exception> event, Action<Exception> call) throws Exception {
        CancelScope[] scopes = new CancelScope[1];
        boolean[] caught = new boolean[1];
        nursery(n -> {
            n.start(() -> {
                caught[0] = cancelScope(scope -> {
                            scopes[0] = scope;
                            call.run();
                        })
                        .cancelledCaught();
                checkpoint();
            });
            event.run();
            while (scopes[0] == null) checkpoint();
            scopes[0].cancel("enough");
        });
        return caught[0];
    }
}
