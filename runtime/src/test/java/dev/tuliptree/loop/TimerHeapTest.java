package dev.tuliptree.loop;

import static org.assertj.core.api.Assertions.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The heap fires timers in the order of their times, and forgets at once those that are taken back. */
class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();
    private final List<Ring> fired = new ArrayList<>();

    private final class Ring extends Timer {
        final int number;

        Ring(int number) {
            this.number = number;
        }

        @Override
        void fire() {
            fired.add(this);
        }

        @Override
        public String toString() {
            return number + " at " + when;
        }
    }

    private Ring set(int number, long when) {
        Ring ring = new Ring(number);
        heap.set(ring, when);
        return ring;
    }

    @Test
    void anEmptyOneIsNeverDue() {
        assertThat(heap.nextDeadline()).isEqualTo(Timer.NEVER);
        heap.fireDue(Long.MAX_VALUE);
        assertThat(heap.size()).isZero();
    }

    @Test
    void timersFireInTheOrderOfTheirTimes() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) set(i, random.nextInt(500));
        heap.fireDue(499);
        assertThat(fired)
                .hasSize(1_000)
                .isSortedAccordingTo(
                        Comparator.<Ring>comparingLong(ring -> ring.when).thenComparingInt(ring -> ring.number));
        assertThat(heap.size()).isZero();
    }

    @Test
    void onlyThoseThatAreDueFire() {
        for (int i = 0; i < 10; i++) set(i, i);
        heap.fireDue(4);
        assertThat(fired).hasSize(5);
        assertThat(heap.nextDeadline()).isEqualTo(5);
    }

    @Test
    void onesTakenBackLeaveAtOnce() {
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) rings.add(set(i, (i * 7919) % 1_000));
        for (int i = 0; i < 1_000; i += 2) heap.remove(rings.get(i));
        assertThat(heap.size()).isEqualTo(500);
        heap.remove(rings.getFirst());
        heap.fireDue(1_000);
        assertThat(fired).hasSize(500).allMatch(ring -> ring.number % 2 == 1);
    }

    @Test
    void oneThatIsSetMayBeMoved() {
        Ring first = set(1, 10);
        set(2, 20);
        heap.set(first, 30);
        assertThat(heap.size()).isEqualTo(2);
        heap.fireDue(100);
        assertThat(fired).extracting(ring -> ring.number).containsExactly(2, 1);
    }

    @Test
    void oneThatHasFiredMayBeSetAgain() {
        Ring ring = set(1, 10);
        heap.fireDue(10);
        heap.set(ring, 20);
        heap.fireDue(20);
        assertThat(fired).containsExactly(ring, ring);
    }

    @Test
    void oneMaySetOrTakeBackOthersWhileItFires() {
        Ring victim = set(1, 5);
        heap.set(
                new Timer() {
                    @Override
                    void fire() {
                        heap.remove(victim);
                        set(2, 4);
                        set(3, 6);
                    }
                },
                3);
        heap.fireDue(5);
        assertThat(fired).extracting(ring -> ring.number).containsExactly(2);
        assertThat(heap.nextDeadline()).isEqualTo(6);
    }

    @Test
    void anythingDoneInAnyOrderGivesTheSameAsAList() {
        Random random = new Random(2);
        List<Ring> expected = new ArrayList<>();
        int made = 0;
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> expected.add(set(made++, now + random.nextInt(100)));
                case 2 -> {
                    if (expected.isEmpty()) continue;
                    Ring taken = expected.remove(random.nextInt(expected.size()));
                    if (random.nextBoolean()) {
                        heap.remove(taken);
                    } else {
                        heap.set(taken, now + random.nextInt(100));
                        expected.add(taken);
                    }
                }
                default -> {
                    now += random.nextInt(20);
                    long limit = now;
                    fired.clear();
                    heap.fireDue(now);
                    List<Ring> due =
                            expected.stream().filter(ring -> ring.when <= limit).toList();
                    assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
                    assertThat(fired).isSortedAccordingTo(Comparator.comparingLong(ring -> ring.when));
                    expected.removeAll(due);
                }
            }
            assertThat(heap.size()).isEqualTo(expected.size());
        }
    }
}
