package dev.tuliptree.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What one process prints or gets as arguments, another understands. */
final class OutcomesAreReadAsTheyWereWrittenTest {
    @Test
    void outcome() {
        Outcome outcome = new Outcome(200_000, 5, new CpuTime(0.9, 0.2), 310.5, 902, 1_250.5, 4_000);
        assertThat(Outcome.parse(outcome.line())).contains(outcome);
        assertThat(outcome.cpuMicros()).isEqualTo(4.5);
        assertThat(outcome.userMicros()).isEqualTo(1);
        assertThat(outcome.perSecond()).isEqualTo(40_000);
    }

    @Test
    void otherLinesAreNoOutcomes() {
        assertThat(Outcome.parse("WARNING: outcome 1 2 3 4 5 6 7")).isEmpty();
        assertThat(Outcome.parse("")).isEmpty();
    }

    @Test
    void job() {
        Job job = new Job("get", 8080, "/json", 64, 1, 0.5, 2.5, 5, 4711);
        assertThat(Job.of(job.words().toArray(String[]::new))).isEqualTo(job);
    }

    @Test
    void aJobThatIsNotWholeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Job.of(new String[] {"get", "8080"}))
                .withMessageStartingWith("usage: ");
    }

    @Test
    void latenciesAreCountedFromTheShortest() {
        Latencies latencies = new Latencies();
        for (int i = 100; i > 0; i--) latencies.add(i * 1_000L);
        assertThat(latencies.micros(0, 0.5, 0.99, 1)).containsExactly(1, 50, 99, 100);
        latencies.clear();
        assertThat(latencies.micros(0.5)).containsExactly(0);
    }
}
