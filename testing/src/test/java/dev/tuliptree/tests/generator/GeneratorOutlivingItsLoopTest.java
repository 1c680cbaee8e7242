package dev.tuliptree.tests.generator;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.generator.Generator;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the loop is closed on which a generator has begun, it goes on, and is closed, anywhere, but cannot suspend. */
class GeneratorOutlivingItsLoopTest {
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void goesOnAndIsClosedElsewhere(CarrierKind carrier) {
        LoopOptions options = LoopOptions.DEFAULT.carrier(carrier).handleSignals(false);
        List<String> log = new ArrayList<>();
        Generator<Integer> generator = Generator.of(y -> {
            try {
                for (int i = 0; ; i++) y.yield(i);
            } finally {
                log.add("closed");
            }
        });
        assertThat(run(options, () -> generator.next())).isZero();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(run(options, () -> generator.next())).isEqualTo(2);
        generator.close();
        assertThat(log).containsExactly("closed");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void whatItCanNoLongerDoIsRefused(CarrierKind carrier) {
        LoopOptions options = LoopOptions.DEFAULT.carrier(carrier).handleSignals(false);
        Generator<Integer> generator = Generator.of(y -> {
            y.yield(1);
            sleep(millis(1));
        });
        assertThat(run(options, () -> generator.next())).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("no event loop is running");
    }
}
