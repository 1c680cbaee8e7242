package dev.tuliptree.tests.generator;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ContextVar;
import dev.tuliptree.generator.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** A generator hands out its values one by one, running its body only up to the next one. */
@Timeout(60)
class GeneratorTest {
    private static Generator<Integer> upTo(int n) {
        return Generator.of(y -> {
            for (int i = 0; i < n; i++) y.yield(i);
        });
    }

    private static Generator<Integer> squares(Generator<Integer> numbers) {
        return Generator.of(y -> {
            for (int number : numbers) y.yield(number * number);
        });
    }

    @Everywhere
    void handsOutItsValuesInOrder(Place place) throws Exception {
        place.run(() -> assertThat((Iterable<Integer>) upTo(4)).containsExactly(0, 1, 2, 3));
        place.run(() -> assertThat((Iterable<Integer>) upTo(0)).isEmpty());
    }

    @Everywhere
    void runsItsBodyOnlyUpToTheNextValue(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Generator<Integer> generator = Generator.of(y -> {
                log.add("begins");
                y.yield(1);
                log.add("goes on");
                y.yield(2);
                log.add("ends");
            });
            log.add("made");
            assertThat(generator.next()).isEqualTo(1);
            log.add("one");
            assertThat(generator.next()).isEqualTo(2);
            log.add("two");
            assertThat(generator.hasNext()).isFalse();
            assertThat(log).containsExactly("made", "begins", "one", "goes on", "two", "ends");
        });
    }

    @Everywhere
    void isAnIteratorLikeAnyOther(Place place) throws Exception {
        place.run(() -> {
            Iterator<Integer> iterator = upTo(2).iterator();
            assertThat(iterator.hasNext()).isTrue();
            assertThat(iterator.hasNext()).isTrue();
            assertThat(iterator.next()).isEqualTo(0);
            assertThat(iterator.next()).isEqualTo(1);
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
        });
    }

    @Everywhere
    void isIteratedOverOnceAndGoesOnWhereItWasLeft(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = upTo(5);
            for (int i : generator) if (i == 2) break;
            assertThat((Iterable<Integer>) generator).containsExactly(3, 4);
            assertThat((Iterable<Integer>) generator).isEmpty();
            assertThat(generator.toString()).isEqualTo("generator, ended");
        });
    }

    @Everywhere
    void handsOutNullToo(Place place) throws Exception {
        place.run(() -> {
            Generator<String> generator = Generator.of(y -> {
                y.yield(null);
                y.yield("a");
                y.yield(null);
            });
            assertThat((Iterable<String>) generator).containsExactly(null, "a", null);
        });
    }

    @Everywhere
    void failsWithTheVeryExceptionOfItsBodyAndThePlaceThatAsked(Place place) throws Exception {
        IOException failure = new IOException("as told");
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                y.yield(1);
                throw failure;
            });
            assertThat(generator.next()).isEqualTo(1);
            assertThatThrownBy(generator::hasNext).isSameAs(failure);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure.getSuppressed()[0]).hasMessage("when the generator was asked for its next value");
            assertThat(Arrays.stream(failure.getSuppressed()[0].getStackTrace()))
                    .anyMatch(frame -> frame.getClassName().startsWith(GeneratorTest.class.getName()));
            assertThat(generator.hasNext()).isFalse();
        });
    }

    @Everywhere
    void anErrorOfItsBodyArrivesToo(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                throw new StackOverflowError("as told");
            });
            assertThatExceptionOfType(StackOverflowError.class).isThrownBy(generator::next);
        });
    }

    @Everywhere
    void anyMethodThatTheBodyCallsMayYield(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> countDown(y, 100));
            assertThat(generator.stream().mapToInt(i -> i).sum()).isEqualTo(5050);
        });
    }

    private static void countDown(Generator.Yielder<Integer> y, int from) {
        if (from == 0) return;
        y.yield(from);
        countDown(y, from - 1);
    }

    @Everywhere
    void generatorsCanBeMadeOfGenerators(Place place) throws Exception {
        place.run(() -> assertThat((Iterable<Integer>) squares(squares(squares(upTo(4)))))
                .containsExactly(0, 1, 256, 6561));
    }

    @Everywhere
    void twoCanBeIteratedOverInTurns(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> first = upTo(3);
            Generator<Integer> second = upTo(3);
            List<Integer> values = new ArrayList<>();
            while (first.hasNext()) {
                values.add(first.next());
                values.add(second.next());
            }
            second.close();
            assertThat(values).containsExactly(0, 0, 1, 1, 2, 2);
        });
    }

    @Everywhere
    void isAStreamThatClosesIt(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Generator<Integer> endless = Generator.of(y -> {
                try {
                    for (int i = 0; ; i++) y.yield(i);
                } finally {
                    log.add("closed");
                }
            });
            try (Stream<Integer> stream = endless.stream()) {
                assertThat(stream.filter(i -> i % 2 == 0).limit(3).toList()).containsExactly(0, 2, 4);
                assertThat(log).isEmpty();
            }
            assertThat(log).containsExactly("closed");
        });
    }

    @Everywhere
    void cannotBeAskedByItsOwnBody(Place place) throws Exception {
        place.run(() -> {
            List<Generator<Integer>> self = new ArrayList<>();
            Generator<Integer> generator = Generator.of(y -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> self.getFirst().next())
                        .withMessageContaining("running");
                assertThatIllegalStateException()
                        .isThrownBy(() -> self.getFirst().close())
                        .withMessageContaining("running");
                assertThatIllegalStateException().isThrownBy(() -> y.yieldFrom(self.getFirst()));
                y.yield(1);
            });
            self.add(generator);
            assertThat((Iterable<Integer>) generator).containsExactly(1);
        });
    }

    @Everywhere
    void onlyItsOwnBodyCanYield(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                Thread other = Thread.ofPlatform()
                        .start(() -> assertThatIllegalStateException()
                                .isThrownBy(() -> y.yield(1))
                                .withMessageContaining("body"));
                other.join();
                Generator<Integer> inner = Generator.of(z -> y.yield(2));
                assertThatIllegalStateException().isThrownBy(inner::next);
                y.yield(3);
            });
            assertThat((Iterable<Integer>) generator).containsExactly(3);
        });
    }

    @Everywhere
    void takesAMillionSteps(Place place) throws Exception {
        int steps = place == Place.VIRTUAL_THREAD ? 100_000 : 1_000_000;
        place.run(() -> {
            long sum = 0;
            for (int i : upTo(steps)) sum += i;
            assertThat(sum).isEqualTo((steps - 1L) * steps / 2);
        });
    }

    @Everywhere
    void manyCanBeOpenAtOnce(Place place) throws Exception {
        place.run(() -> {
            List<Generator<Integer>> open = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                Generator<Integer> generator = upTo(2);
                generator.next();
                open.add(generator);
            }
            for (Generator<Integer> each : open) assertThat(each.next()).isEqualTo(1);
            for (Generator<Integer> each : open) each.close();
        });
    }

    @Everywhere
    void itsBodySeesTheContextVariablesOfWhoeverBeginsIt(Place place) throws Exception {
        ContextVar<String> variable = ContextVar.of("variable", "unset");
        place.run(() -> {
            var token = variable.set("set");
            try {
                Generator<String> generator = Generator.of(y -> y.yield(variable.get()));
                assertThat(generator.next()).isEqualTo("set");
                generator.close();
            } finally {
                variable.reset(token);
            }
        });
    }

    @Everywhere
    void canBlockInItsBody(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                Thread.sleep(1);
                y.yield(1);
                Thread other = Thread.ofPlatform().start(() -> {});
                other.join();
                y.yield(2);
            });
            assertThat((Iterable<Integer>) generator).containsExactly(1, 2);
        });
    }

    @Everywhere
    void whoeverAsksIsInterruptedAsInAnyCall(Place place) throws Exception {
        if (place == Place.MOUNTING_LOOP || place == Place.BATON_LOOP) return;
        place.run(() -> {
            CountDownLatch blocked = new CountDownLatch(1);
            Generator<String> generator = Generator.of(y -> {
                try {
                    blocked.countDown();
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    y.yield("interrupted");
                }
                Thread.currentThread().interrupt();
                y.yield("left interrupted");
            });
            Thread asking = Thread.currentThread();
            Thread.ofPlatform().start(() -> {
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                asking.interrupt();
            });
            assertThat(generator.next()).isEqualTo("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(generator.next()).isEqualTo("left interrupted");
            assertThat(Thread.interrupted()).isTrue();
            generator.close();
        });
    }
}
