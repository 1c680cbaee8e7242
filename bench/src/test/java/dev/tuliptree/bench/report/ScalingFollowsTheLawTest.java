package dev.tuliptree.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What more cores would do, by the Universal Scalability Law. */
final class ScalingFollowsTheLawTest {
    private static Map<Integer, Double> speedUps(Scalability law, int... cores) {
        Map<Integer, Double> speedUps = new TreeMap<>();
        for (int count : cores) speedUps.put(count, law.speedUp(count));
        return speedUps;
    }

    @Test
    void withoutLossesItIsLinear() {
        assertThat(new Scalability(0, 0).speedUp(64)).isEqualTo(64);
    }

    @Test
    void whatWaitsForOneCoreIsAmdahlsLaw() {
        // A twentieth cannot be divided: never more than twenty times as fast.
        assertThat(new Scalability(0.05, 0).speedUp(1)).isEqualTo(1);
        assertThat(new Scalability(0.05, 0).speedUp(1_000_000)).isCloseTo(20, within(0.01));
    }

    @Test
    void agreeingMakesManySlowerThanFew() {
        Scalability law = new Scalability(0.02, 0.001);
        assertThat(law.speedUp(1_000)).isLessThan(law.speedUp(30));
    }

    @Test
    void theFitFindsTheLawThatMadeTheFigures() {
        Scalability law = new Scalability(0.03, 0.0007);
        Scalability found = Scalability.fit(speedUps(law, 1, 2, 4, 8, 16));
        assertThat(found.sigma()).isCloseTo(0.03, within(1e-9));
        assertThat(found.kappa()).isCloseTo(0.0007, within(1e-9));
    }

    @Test
    void noPartIsNegative() {
        Scalability better = Scalability.fit(Map.of(1, 1.0, 2, 2.1, 4, 4.4));
        assertThat(better).isEqualTo(new Scalability(0, 0));
        Scalability bent = Scalability.fit(Map.of(1, 1.0, 2, 2.0, 4, 3.5));
        assertThat(bent.sigma()).isZero();
        assertThat(bent.kappa()).isPositive();
        Scalability straight = Scalability.fit(Map.of(1, 1.0, 2, 1.8, 4, 3.4));
        assertThat(straight.sigma()).isPositive();
        assertThat(straight.kappa()).isZero();
    }

    @Test
    void oneNumberOfCoresIsNotEnoughForTwoParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scalability.fit(Map.of(1, 1.0, 2, 1.9)));
        assertThat(Scalability.ofWaiting(2, 1.6).speedUp(2)).isCloseTo(1.6, within(1e-9));
        assertThat(Scalability.ofAgreeing(2, 1.6).speedUp(2)).isCloseTo(1.6, within(1e-9));
        assertThat(Scalability.ofWaiting(2, 2.1)).isEqualTo(new Scalability(0, 0));
    }

    private static Shelf shelf(double... answersWithTwo) {
        Results results = new Results();
        results.add(new Sample("tuliptree", "workers answers @1 workers", Sample.PER_SECOND, 100_000));
        results.add(new Sample("tuliptree", "workers CPU @1 workers", Sample.CPU_MICROS, 4));
        for (double answers : answersWithTwo) {
            results.add(new Sample("tuliptree", "workers answers @2 workers", Sample.PER_SECOND, answers));
        }
        return new Shelf(List.of(new Kept("workers", Map.of(), results)));
    }

    private static String table(Shelf shelf) {
        return Scaling.write(Request.parse("scaling: workers; tuliptree"), shelf);
    }

    @Test
    void theTableShowsBothEndsWhereTwoWorkersAreAll() {
        assertThat(table(shelf(180_000, 200_000, 160_000)))
                .contains("| if σ = 0.111, κ = 0 | if σ = 0, κ = 0.056 |")
                .contains("| 1 worker | 100,000 | 4.00 | | | |")
                .contains("| 2 workers | 180,000 | | 1.80 (1.60 to 2.00) | | |")
                .contains("| 4 workers | | | | 3.00 (2.29 to 4.00) | 2.40 (1.60 to 4.00) |");
    }

    @Test
    void withOneWorkerThereIsNoTable() {
        assertThat(table(shelf())).isEmpty();
    }

    @Test
    void multiplesAreNamedAsSuch() {
        Results results = new Results();
        results.add(new Sample("tuliptree", "idle-ws", Sample.BYTES, 4_000));
        results.add(new Sample("tuliptree", "idle-ws answer", Sample.CPU_MICROS, 5));
        Shelf shelf = new Shelf(List.of(new Kept("idle-ws", Map.of(), results)));
        String request = "multiples: 100000; idle-ws, idle-ws answer; tuliptree";
        assertThat(Multiples.write(Request.parse(request), shelf))
                .contains("| 100,000 of them | tuliptree |", "| idle-ws, MB | 400 |", "answer, s of CPU | 0.500 |");
    }
}
