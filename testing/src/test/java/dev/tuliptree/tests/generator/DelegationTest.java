package dev.tuliptree.tests.generator;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.generator.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A generator can let another one hand out the values until that one has ended. */
@Timeout(60)
class DelegationTest {
    private static Generator<Integer> range(int from, int to) {
        return Generator.of(y -> {
            for (int i = from; i < to; i++) y.yield(i);
        });
    }

    private static Generator<Integer> closable(List<String> log, String name) {
        return Generator.of(y -> {
            try {
                for (int i = 0; ; i++) y.yield(i);
            } finally {
                log.add(name);
            }
        });
    }

    @Everywhere
    void handsOutWhatTheOthersHandOut(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> both = Generator.of(y -> {
                y.yieldFrom(range(0, 2));
                y.yield(10);
                y.yieldFrom(range(0, 0));
                y.yieldFrom(range(20, 23));
            });
            assertThat((Iterable<Integer>) both).containsExactly(0, 1, 10, 20, 21, 22);
        });
    }

    @Everywhere
    void anythingThatCanBeIteratedOverWillDo(Place place) throws Exception {
        place.run(() -> {
            Generator<Number> numbers = Generator.of(y -> {
                y.yieldFrom(List.of(1, 2));
                y.yieldFrom(List.of(0.5));
                Generator<Long> longs = Generator.of(z -> z.yield(7L));
                y.yieldFrom(longs);
            });
            assertThat((Iterable<Number>) numbers).containsExactly(1, 2, 0.5, 7L);
        });
    }

    @Everywhere
    void goesOnWithAnotherThatWasBegunBefore(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> begun = range(0, 4);
            begun.next();
            Generator<Integer> looked = range(10, 12);
            assertThat(looked.hasNext()).isTrue();
            Generator<Integer> ended = range(0, 0);
            assertThat(ended.hasNext()).isFalse();
            Generator<Integer> inTheMiddle = Generator.of(y -> y.yieldFrom(range(20, 23)));
            inTheMiddle.next();
            Generator<Integer> generator = Generator.of(y -> {
                y.yieldFrom(begun);
                y.yieldFrom(looked);
                y.yieldFrom(ended);
                y.yieldFrom(inTheMiddle);
            });
            assertThat((Iterable<Integer>) generator).containsExactly(1, 2, 3, 10, 11, 21, 22);
        });
    }

    @Everywhere
    void whatTheOtherFailsWithCanBeCaught(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> failing = Generator.of(y -> {
                y.yield(1);
                throw new IOException("as told");
            });
            Generator<Integer> generator = Generator.of(y -> {
                try {
                    y.yieldFrom(failing);
                } catch (Exception e) {
                    assertThat(e).isInstanceOf(IOException.class);
                    y.yield(2);
                }
            });
            assertThat((Iterable<Integer>) generator).containsExactly(1, 2);
        });
    }

    @Everywhere
    void whatTheOtherFailsWithPassesThrough(Place place) throws Exception {
        place.run(() -> {
            IOException failure = new IOException("as told");
            Generator<Integer> failing = Generator.of(y -> {
                throw failure;
            });
            Generator<Integer> middle = Generator.of(y -> y.yieldFrom(failing));
            Generator<Integer> generator = Generator.of(y -> y.yieldFrom(middle));
            assertThatThrownBy(generator::next).isSameAs(failure);
            assertThat(generator.hasNext()).isFalse();
            assertThat(middle.hasNext()).isFalse();
        });
    }

    @Everywhere
    void closingClosesTheInnermostFirst(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            Generator<Integer> inner = closable(log, "inner");
            Generator<Integer> middle = Generator.of(y -> {
                try {
                    y.yieldFrom(inner);
                } finally {
                    log.add("middle");
                }
            });
            Generator<Integer> outer = Generator.of(y -> {
                try {
                    y.yieldFrom(middle);
                } finally {
                    log.add("outer");
                }
            });
            outer.next();
            outer.close();
            assertThat(log).containsExactly("inner", "middle", "outer");
            assertThat(inner.hasNext()).isFalse();
            assertThat(middle.hasNext()).isFalse();
        });
    }

    @Everywhere
    void closingEndsTheOuterEvenIfTheInnerJustReturns(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> inner = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (Error exit) {
                    // Returns.
                }
            });
            Generator<Integer> outer = Generator.of(y -> {
                y.yieldFrom(inner);
                fail("it goes on after it was closed");
            });
            outer.next();
            outer.close();
        });
    }

    @Everywhere
    void anInnerOneThatYieldsWhileItIsClosedIsReported(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> inner = Generator.of(y -> {
                try {
                    y.yield(1);
                } finally {
                    y.yield(2);
                }
            });
            Generator<Integer> outer = Generator.of(y -> y.yieldFrom(inner));
            outer.next();
            assertThatIllegalStateException().isThrownBy(outer::close);
        });
    }

    @Everywhere
    void meanwhileTheOtherCannotBeUsedOtherwise(Place place) throws Exception {
        place.run(() -> {
            Generator<Integer> inner = range(0, 3);
            Generator<Integer> outer = Generator.of(y -> y.yieldFrom(inner));
            outer.next();
            assertThatIllegalStateException().isThrownBy(inner::next).withMessageContaining("delegates");
            assertThatIllegalStateException().isThrownBy(inner::close);
            Generator<Integer> another = Generator.of(y -> y.yieldFrom(inner));
            assertThatIllegalStateException().isThrownBy(another::next);
            assertThat((Iterable<Integer>) outer).containsExactly(1, 2);
        });
    }

    @Everywhere
    void recursionIsNoSlowerThanALoop(Place place) throws Exception {
        int depth = place == Place.VIRTUAL_THREAD ? 300 : 2_000;
        place.run(() -> {
            // Passing each value up through all levels would be two million switches.
            int count = 0;
            for (int level : descending(depth)) assertThat(level).isEqualTo(depth - count++);
            assertThat(count).isEqualTo(depth);
        });
    }

    private static Generator<Integer> descending(int from) {
        return Generator.of(y -> {
            if (from == 0) return;
            y.yield(from);
            y.yieldFrom(descending(from - 1));
        });
    }

    private record Tree(Tree left, int value, Tree right) {}

    private static Generator<Integer> inOrder(Tree tree) {
        return Generator.of(y -> {
            if (tree == null) return;
            y.yieldFrom(inOrder(tree.left()));
            y.yield(tree.value());
            y.yieldFrom(inOrder(tree.right()));
        });
    }

    private static Tree tree(int from, int to) {
        if (from >= to) return null;
        int middle = (from + to) / 2;
        return new Tree(tree(from, middle), middle, tree(middle + 1, to));
    }

    @Everywhere
    void walksATree(Place place) throws Exception {
        place.run(() -> {
            int expected = 0;
            for (int value : inOrder(tree(0, 500))) assertThat(value).isEqualTo(expected++);
            assertThat(expected).isEqualTo(500);
        });
    }
}
