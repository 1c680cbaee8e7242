package dev.tuliptree.loop;

import static org.assertj.core.api.Assertions.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ready queue is first in, first out, however it grows and wraps around. */
class ReadyQueueTest {
    private final ReadyQueue queue = new ReadyQueue();

    private List<Object> drain() {
        List<Object> entries = new ArrayList<>();
        for (Object entry = queue.poll(); entry != null; entry = queue.poll()) entries.add(entry);
        return entries;
    }

    @Test
    void anEmptyOneHasNothing() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
    }

    @Test
    void itGrowsBeyondItsFirstSizeFromAnyPosition() {
        for (int offset : new int[] {0, 1, 100, 255}) {
            for (int i = 0; i < offset; i++) queue.add(i);
            assertThat(drain()).hasSize(offset);
            for (int i = 0; i < 1_000; i++) queue.add(i);
            assertThat(queue.size()).isEqualTo(1_000);
            assertThat(queue.peek()).isEqualTo(0);
            assertThat(drain()).hasSize(1_000).startsWith(0, 1, 2).endsWith(998, 999);
        }
    }

    @Test
    void anythingDoneInAnyOrderGivesTheSameAsADeque() {
        ArrayDeque<Object> expected = new ArrayDeque<>();
        Random random = new Random(3);
        for (int step = 0; step < 100_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    queue.add(step);
                    expected.add(step);
                }
                case 2 -> {
                    queue.addFirst(step);
                    expected.addFirst(step);
                }
                default -> assertThat(queue.poll()).isEqualTo(expected.poll());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            assertThat(queue.peek()).isEqualTo(expected.peek());
        }
    }

    @Test
    void shufflingLeavesWhatIsNoTaskInItsPlace() {
        for (int i = 0; i < 300; i++) queue.add(i);
        queue.shuffleTasks(new Random(4));
        assertThat(drain()).hasSize(300).startsWith(0, 1, 2).endsWith(298, 299);
    }
}
