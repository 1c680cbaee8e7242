package dev.tuliptree.tests;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For tests of loops as a whole, which cannot be tests on a loop. */
public final class Carriers {
    private Carriers() {}

    /** A test that is handed options for a loop, once for each carrier that can be used here. */
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @MethodSource("dev.tuliptree.tests.Carriers#options")
    public @interface OnEachCarrier {}

    static Stream<LoopOptions> options() {
        return Stream.of(CarrierKind.MOUNTING, CarrierKind.BATON)
                .filter(Carriers::isAvailable)
                .map(LoopOptions.DEFAULT::carrier);
    }

    private static boolean isAvailable(CarrierKind carrier) {
        try {
            EventLoop.open(LoopOptions.DEFAULT.carrier(carrier)).close();
            return true;
        } catch (IllegalStateException withoutTheFlag) {
            return false;
        }
    }
}
