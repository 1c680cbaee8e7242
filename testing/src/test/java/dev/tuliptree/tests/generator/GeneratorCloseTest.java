package dev.tuliptree.tests.generator;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.generator.Generator;
import dev.tuliptree.generator.GeneratorExit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Timeout;

/** Closing a generator ends its body where it has stopped, and says so if it cannot. */
@Timeout(60)
class GeneratorCloseTest {
    @Everywhere
    void runsTheFinallyBlocksFromTheInside(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            try (Generator<Integer> generator = Generator.of(y -> {
                try {
                    try {
                        y.yield(1);
                        log.add("not reached");
                    } finally {
                        log.add("inner");
                    }
                } finally {
                    log.add("outer");
                }
            })) {
                generator.next();
            }
            assertThat(log).containsExactly("inner", "outer");
        });
    }

    @Everywhere
    void nothingIsHandedOutAfterwards(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                for (int i = 0; ; i++) y.yield(i);
            });
            assertThat(generator.hasNext()).isTrue();
            generator.close();
            assertThat(generator.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(generator::next);
            generator.close();
        });
    }

    @Everywhere
    void oneThatHasNotBegunNeverDoes(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> fail("it has begun"));
            generator.close();
            assertThat(generator.hasNext()).isFalse();
        });
    }

    @Everywhere
    void oneThatHasEndedStaysAsItIs(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> y.yield(1));
            assertThat((Iterable<Integer>) generator).containsExactly(1);
            generator.close();
            generator.close();
        });
    }

    @Everywhere
    void catchingExceptionsDoesNotCatchTheExit(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (Exception e) {
                    fail("the exit is no exception");
                }
                fail("the exit ends the body");
            });
            generator.next();
            generator.close();
        });
    }

    @Everywhere
    void theBodyMayReturnOnTheExit(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (GeneratorExit exit) {
                    assertThat(exit).hasMessage("the generator is being closed");
                }
            });
            generator.next();
            generator.close();
            assertThat(generator.hasNext()).isFalse();
        });
    }

    @Everywhere
    void whatTheBodyFailsWithMeanwhileIsThrown(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                try {
                    y.yield(1);
                } finally {
                    throwing(new IOException("disk full"));
                }
            });
            generator.next();
            assertThatThrownBy(generator::close).isInstanceOf(IOException.class).hasMessage("disk full");
            generator.close();
        });
    }

    private static void throwing(IOException failure) throws IOException {
        throw failure;
    }

    @Everywhere
    void aBodyThatYieldsMeanwhileIsEndedAndReported(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Generator<Integer> generator = Generator.of(y -> {
                try {
                    y.yield(1);
                } finally {
                    try {
                        y.yield(2);
                    } finally {
                        log.add("ended");
                    }
                }
            });
            generator.next();
            assertThatIllegalStateException()
                    .isThrownBy(generator::close)
                    .withMessage("the generator has yielded while it was being closed");
            assertThat(log).containsExactly("ended");
            assertThat(generator.hasNext()).isFalse();
        });
    }

    @Everywhere
    void aBodyThatGoesOnYieldingIsGivenUp(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> generator = Generator.of(y -> {
                while (true) {
                    try {
                        y.yield(1);
                    } catch (Throwable ignored) {
                        // As a body should not do.
                    }
                }
            });
            generator.next();
            assertThatIllegalStateException().isThrownBy(generator::close).withMessageContaining("given up");
            assertThat(generator.hasNext()).isFalse();
            generator.close();
        });
    }

    @Everywhere
    void aGeneratorThatAnotherIteratesOverIsTheOthersToClose(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Generator<Integer> generator = Generator.of(y -> {
                try (Generator<Integer> inner = Generator.of(z -> {
                    try {
                        for (int i = 0; ; i++) z.yield(i);
                    } finally {
                        log.add("inner");
                    }
                })) {
                    for (int i : inner) y.yield(i);
                } finally {
                    log.add("outer");
                }
            });
            generator.next();
            generator.close();
            assertThat(log).containsExactly("inner", "outer");
        });
    }
}
