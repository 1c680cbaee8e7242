package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.combine.Mapped;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** mapInExecutor calls a function on many inputs in other threads, and hands out the results in order. */
class MapInExecutorTest {
    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @LoopTest
    void resultsComeInTheOrderOfTheInputsWhicheverIsDoneFirst() {
        CountDownLatch last = new CountDownLatch(1);
        List<String> results = new ArrayList<>();
        for (String result : mapInExecutor(null, 3, List.of("a", "b", "c"), (String input) -> {
            if (input.equals("c")) last.countDown();
            else last.await();
            return input + "!";
        })) {
            results.add(result);
        }
        assertThat(results).containsExactly("a!", "b!", "c!");
    }

    @LoopTest
    void noMoreCallsThanAllowedAreAheadOfTheIteration() {
        int[] taken = {0};
        Iterable<Integer> withoutEnd = () -> Stream.generate(() -> taken[0]++).iterator();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Mapped<Integer, Integer> squares = mapInExecutor(null, 4, withoutEnd, (Integer input) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return input * input;
        })) {
            assertThat(taken[0]).as("nothing before the iteration begins").isZero();
            int results = 0;
            for (int square : squares) {
                assertThat(square).isEqualTo(results * results);
                results++;
                assertThat(taken[0]).isLessThanOrEqualTo(results + 3);
                if (results == 50) break;
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @LoopTest
    void whatACallThrowsIsThrownInItsPlaceAndEndsTheIteration() {
        Iterator<Integer> results = mapInExecutor(null, 2, upTo(1000), (Integer input) -> {
                    if (input == 2) throw new IOException("third");
                    return input;
                })
                .iterator();
        assertThat(results.next()).isZero();
        assertThat(results.next()).isEqualTo(1);
        assertThatThrownBy(results::next).isInstanceOf(IOException.class).hasMessage("third");
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    @LoopTest
    void closingItTakesBackWhatHasNotBegun() {
        AtomicInteger begun = new AtomicInteger();
        List<Runnable> line = new ArrayList<>();
        Mapped<Integer, Integer> mapped = mapInExecutor(line::add, 10, upTo(100), (Integer input) -> {
            begun.incrementAndGet();
            return input;
        });
        assertThat(mapped.iterator().hasNext()).isTrue();
        assertThat(line).hasSize(10);
        mapped.close();
        mapped.close();
        line.forEach(Runnable::run);
        assertThat(begun).hasValue(0);
        assertThat(mapped.iterator().hasNext()).isFalse();
    }

    @LoopTest
    void aStepThatIsCancelledLosesNoResult() {
        CancelEverywhere.run(victim -> {
            Iterator<Integer> results =
                    mapInExecutor(null, 2, upTo(5), (Integer input) -> input).iterator();
            List<Integer> seen = new ArrayList<>();
            victim.run(() -> {
                while (results.hasNext()) seen.add(results.next());
            });
            while (results.hasNext()) seen.add(results.next());
            assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        });
    }

    @LoopTest
    void noInputsMeanNoResults() {
        assertThat(mapInExecutor(null, 1, List.<String>of(), (String input) -> input))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mapInExecutor(null, 0, List.<String>of(), (String input) -> input));
    }
}
