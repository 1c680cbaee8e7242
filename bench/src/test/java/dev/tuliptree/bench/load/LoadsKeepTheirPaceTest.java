package dev.tuliptree.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Requests are due when they are due, whatever the server does meanwhile. */
final class LoadsKeepTheirPaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void requestsAreDueAtEqualDistances() {
        Pace pace = new Pace(500, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(pace.next()).isEqualTo(500 + i * SECOND / 4);
            pace.take();
        }
    }

    @Test
    void whatIsRoundedOffDoesNotAddUp() {
        Pace pace = new Pace(0, 300_000);
        for (int i = 0; i < 300_000; i++) pace.take();
        assertThat(pace.next()).isBetween(SECOND - 1, SECOND + 1);
    }

    @Test
    void afterAStandstillAllThatWasMissedIsStillDueAtItsTime() {
        // A server that answers at once, but stands still from 2 s to 3 s, at 1,000 requests a second: a thousand users
        // wait, the first for a second, the last hardly; and not one for a second and 999 for nothing.
        Pace pace = new Pace(0, 1_000);
        Latencies latencies = new Latencies();
        while (pace.next() < 10 * SECOND) {
            long due = pace.next();
            long answered = due >= 2 * SECOND && due < 3 * SECOND ? 3 * SECOND : due;
            pace.take();
            latencies.add(answered - due);
        }
        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.micros(0.5, 0.95, 0.999, 1)).containsExactly(0, 500_000, 990_000, 1_000_000);
    }

    @Test
    void aRateIsPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, Double.NaN));
    }
}
