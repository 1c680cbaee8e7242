package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.CancelScope;
import dev.tuliptree.ThreadOptions;

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
