package dev.tuliptree.tests.generator;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.generator.Cogenerator;
import dev.tuliptree.generator.EndOfGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** At each stop of a cogenerator a value comes out and a value, or an exception, goes in. */
@Timeout(60)
class CogeneratorTest {
    private static Cogenerator<Integer, Integer> summing() {
        return Cogenerator.of(io -> {
            int sum = 0;
            while (true) sum += io.yield(sum);
        });
    }

    @Everywhere
    void whatIsSentIsWhatTheYieldReturns(Place place) throws Exception {
        place.run(() -> {
            try (Cogenerator<Integer, Integer> sum = summing()) {
                assertThat(sum.next()).isEqualTo(0);
                assertThat(sum.send(3)).isEqualTo(3);
                assertThat(sum.send(4)).isEqualTo(7);
            }
        });
    }

    @Everywhere
    void goingOnWithNothingSentTheYieldReturnsNull(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<String, String> echo = Cogenerator.of(io -> {
                String said = null;
                while (true) said = io.yield(said);
            });
            assertThat(echo.next()).isNull();
            assertThat(echo.send("a")).isEqualTo("a");
            assertThat(echo.next()).isNull();
            assertThat(echo.send(null)).isNull();
            echo.close();
        });
    }

    @Everywhere
    void nothingCanBeSentBeforeItsFirstYield(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<Integer, Integer> sum = summing();
            assertThatIllegalStateException().isThrownBy(() -> sum.send(1)).withMessageContaining("next()");
            assertThat(sum.next()).isEqualTo(0);
            sum.close();
        });
    }

    @Everywhere
    void itsEndIsRaisedToWhoeverHasItGoOn(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<Integer, Integer> one = Cogenerator.of(io -> io.yield(1));
            assertThat(one.next()).isEqualTo(1);
            assertThat(one.done()).isFalse();
            assertThatExceptionOfType(EndOfGenerator.class).isThrownBy(() -> one.send(2));
            assertThat(one.done()).isTrue();
            assertThatExceptionOfType(EndOfGenerator.class).isThrownBy(one::next);
            assertThat(one).hasToString("cogenerator, ended");
        });
    }

    @Everywhere
    void whatIsRaisedIsThrownByTheYield(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<Integer, String> brave = Cogenerator.of(io -> {
                String answer = "ready";
                while (true) {
                    try {
                        io.yield(answer);
                        answer = "fine";
                    } catch (Exception e) {
                        answer = "caught " + e.getMessage();
                    }
                }
            });
            assertThat(brave.next()).isEqualTo("ready");
            assertThat(brave.raise(new IOException("wire"))).isEqualTo("caught wire");
            assertThat(brave.next()).isEqualTo("fine");
            brave.close();
        });
    }

    @Everywhere
    void whatIsRaisedAndNotCaughtComesBack(Place place) throws Exception {
        place.run(() -> {
            IOException failure = new IOException("wire");
            Cogenerator<Integer, Integer> sum = summing();
            sum.next();
            assertThatThrownBy(() -> sum.raise(failure)).isSameAs(failure);
            assertThat(sum.done()).isTrue();
            assertThatThrownBy(() -> sum.raise(failure)).isSameAs(failure);
        });
    }

    @Everywhere
    void whatIsRaisedBeforeItHasBegunComesBackAtOnce(Place place) throws Exception {
        place.run(() -> {
            IOException failure = new IOException("wire");
            Cogenerator<Integer, Integer> never = Cogenerator.of(io -> fail("it has begun"));
            assertThatThrownBy(() -> never.raise(failure)).isSameAs(failure);
            assertThatExceptionOfType(EndOfGenerator.class).isThrownBy(never::next);
        });
    }

    @Everywhere
    void closingEndsItWhereItHasStopped(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Cogenerator<Integer, Integer> generator = Cogenerator.of(io -> {
                try {
                    io.yield(1);
                } finally {
                    log.add("closed");
                }
            });
            generator.next();
            generator.close();
            assertThat(log).containsExactly("closed");
            assertThatExceptionOfType(EndOfGenerator.class).isThrownBy(generator::next);
        });
    }

    @Everywhere
    void cannotBeSentToByItsOwnBody(Place place) throws Exception {
        place.run(() -> {
            List<Cogenerator<Integer, Integer>> self = new ArrayList<>();
            Cogenerator<Integer, Integer> generator = Cogenerator.of(io -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> self.getFirst().send(1));
                io.yield(1);
            });
            self.add(generator);
            assertThat(generator.next()).isEqualTo(1);
            generator.close();
        });
    }

    @Everywhere
    void oneThatReturnsSomethingGivesItToWhoeverDelegatesToIt(Place place) throws Exception {
        place.run(() -> {
            // The example of Python's manual: tallies are taken until nothing is sent, then totalled.
            Cogenerator<Integer, String> totals = Cogenerator.of(io -> {
                List<Integer> results = new ArrayList<>();
                while (true) {
                    results.add(io.yieldFrom(tally()));
                    io.yield("totals " + results);
                }
            });
            totals.next();
            for (int i = 0; i < 4; i++) assertThat(totals.send(i)).isEqualTo("tally");
            assertThat(totals.next()).isEqualTo("totals [6]");
            totals.next();
            for (int i = 0; i < 3; i++) totals.send(i);
            assertThat(totals.next()).isEqualTo("totals [6, 3]");
            totals.close();
        });
    }

    private static Cogenerator.Returning<Integer, String, Integer> tally() {
        return Cogenerator.returning(io -> {
            int sum = 0;
            while (true) {
                Integer next = io.yield("tally");
                if (next == null) return sum;
                sum += next;
            }
        });
    }

    @Everywhere
    void theResultIsThereAtTheEnd(Place place) throws Exception {
        place.run(() -> {
            var tally = tally();
            assertThatIllegalStateException().isThrownBy(tally::result);
            tally.next();
            tally.send(5);
            assertThatIllegalStateException().isThrownBy(tally::result);
            assertThatExceptionOfType(EndOfGenerator.class).isThrownBy(tally::next);
            assertThat(tally.result()).isEqualTo(5);
            Cogenerator<Integer, String> late = Cogenerator.of(io -> io.yield("result " + io.yieldFrom(tally)));
            assertThat(late.next()).isEqualTo("result 5");
            late.close();
            var closed = tally();
            closed.next();
            closed.close();
            assertThatIllegalStateException().isThrownBy(closed::result);
        });
    }

    @Everywhere
    void whatIsRaisedGoesToTheOneDelegatedTo(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<Integer, String> inner = Cogenerator.of(io -> {
                try {
                    io.yield("inner");
                } catch (Exception e) {
                    io.yield("inner caught " + e.getMessage());
                }
                throw new IllegalArgumentException("inner fails");
            });
            Cogenerator<Integer, String> outer = Cogenerator.of(io -> {
                try {
                    io.yieldFrom(inner);
                } catch (IllegalArgumentException e) {
                    io.yield("outer caught " + e.getMessage());
                }
            });
            assertThat(outer.next()).isEqualTo("inner");
            assertThat(outer.raise(new IOException("wire"))).isEqualTo("inner caught wire");
            assertThat(outer.next()).isEqualTo("outer caught inner fails");
            outer.close();
        });
    }

    @Everywhere
    void theEndOfOneThatTheBodyUsesIsNotTakenForItsOwn(Place place) throws Exception {
        place.run(() -> {
            Cogenerator<Integer, Integer> ended = Cogenerator.of(io -> {});
            Cogenerator<Integer, Integer> careless = Cogenerator.of(io -> io.yield(ended.next()));
            assertThatIllegalStateException().isThrownBy(careless::next).withCauseInstanceOf(EndOfGenerator.class);
        });
    }
}
