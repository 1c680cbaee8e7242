package dev.tuliptree.live.console;

import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;

class LagMeterTest {
    private final LagMeter lag = new LagMeter();

    @LoopTest
    void clockThatJumpsToEachTimerIsNeverLate() {
        assertThat(lag.quantile(1)).isZero();
        moveOnAfter(seconds(20), () -> lag.run());
        assertThat(lag.quantile(1)).isZero();
    }

    @LoopTest
    void quantilesAreThoseOfTheLastSamples() {
        for (int i = 1; i <= 1000; i++) lag.add(i);
        assertThat(lag.quantile(0.5)).isEqualTo(900);
        assertThat(lag.quantile(0.99)).isEqualTo(998);
        assertThat(lag.quantile(1)).isEqualTo(1000);
    }
}
