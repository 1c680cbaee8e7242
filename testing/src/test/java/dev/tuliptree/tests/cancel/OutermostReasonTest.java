package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Of nested scopes that were cancelled, a checkpoint names the outermost it can see, whatever happened in which order.
 */
class OutermostReasonTest {
    private static final int DEPTH = 6;
    private static final int CHANGES = 40;

    @LoopTest(schedules = 50)
    void whateverTheOrderOfCancelsAndShields(RandomGenerator random) {
        nest(new ArrayList<>(), random);
        assertThat(reasonRaised()).isNull();
    }

    private static void nest(List<CancelScope> scopes, RandomGenerator random) {
        if (scopes.size() == DEPTH) {
            for (int i = 0; i < CHANGES; i++) change(scopes, random);
            return;
        }
        cancelScope(scope -> {
            scopes.add(scope);
            nest(scopes, random);
        });
    }

    private static void change(List<CancelScope> scopes, RandomGenerator random) {
        int at = random.nextInt(DEPTH);
        CancelScope scope = scopes.get(at);
        // Few cancels, as nothing takes them back.
        if (random.nextInt(8) == 0) scope.cancel("number " + at);
        else scope.shield(!scope.shielded());
        assertThat(reasonRaised()).isEqualTo(reasonExpected(scopes));
    }

    private static @Nullable String reasonExpected(List<CancelScope> scopes) {
        String outermost = null;
        for (int i = scopes.size() - 1; i >= 0; i--) {
            if (scopes.get(i).cancelCalled()) outermost = "number " + i;
            if (scopes.get(i).shielded()) break;
        }
        return outermost;
    }

    private static @Nullable String reasonRaised() {
        try {
            checkpoint();
            return null;
        } catch (Cancelled cancelled) {
            return cancelled.reason().text();
        }
    }
}
