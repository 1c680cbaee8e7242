package dev.tuliptree.loop;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop whose own bookkeeping fails says so to whoever runs it, instead of hanging. */
class BrokenEndTest {
    /** Fails as a task ends, as nothing of the loop's own should. */
    private static final class Failing extends TaskOwner {
        @Override
        @Nullable
        LoopScope ownerScope() {
            return null;
        }

        @Override
        void childEnded(LoopTask<?> child) {
            throw new AssertionError("bookkeeping");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CarrierKind.class,
            names = {"AUTO", "BATON"})
    void anErrorAtTheEndOfATaskEndsTheRunWithIt(CarrierKind carrier) {
        LoopOptions options = LoopOptions.DEFAULT.carrier(carrier);
        List<String> steps = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> Runner.run(options, () -> {
                    new Failing().launch(EventLoop.current(), () -> steps.add("ended"));
                    EventLoop.current().sleepUntil(Long.MAX_VALUE);
                    return "not reached";
                }))
                .withMessageContaining("broken down")
                .withMessageContaining("could not end")
                .withCauseInstanceOf(AssertionError.class);
        assertThat(steps).containsExactly("ended");
    }

    @ParameterizedTest
    @EnumSource(
            value = CarrierKind.class,
            names = {"AUTO", "BATON"})
    void aBrokenLoopTurnsNoMoreAndCanBeClosed(CarrierKind carrier) {
        EventLoop loop = EventLoop.open(LoopOptions.DEFAULT.carrier(carrier));
        new Failing().launch(loop, () -> "ended");
        assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("broken down");
        assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("broken down");
        loop.close();
        assertThat(loop.isClosed()).isTrue();
    }
}
