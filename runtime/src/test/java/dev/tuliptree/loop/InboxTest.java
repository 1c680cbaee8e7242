package dev.tuliptree.loop;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What any number of threads leave in the inbox the loop finds, each thread's in order, and is woken for it once. */
class InboxTest {
    private final WakeUps engine = new WakeUps();
    private final Inbox inbox = new Inbox(engine);
    private final List<Object> found = new ArrayList<>();

    /** An engine that counts the times it is woken, and does nothing else. */
    private static final class WakeUps implements Engine {
        final AtomicInteger count = new AtomicInteger();
        final Semaphore woken = new Semaphore(0);

        @Override
        public void wakeup() {
            count.incrementAndGet();
            woken.release();
        }

        @Override
        public String name() {
            return "wake-ups";
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void poll(long timeoutNanos, boolean othersAtWork) {}

        @Override
        public EngineListener listen(SocketAddress address, ListenOptions options) {
            throw new AssertionError("no sockets here");
        }

        @Override
        public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) {
            throw new AssertionError("no sockets here");
        }

        @Override
        public void close() {}
    }

    @Test
    void itemsAreFoundInOrder() {
        assertThat(inbox.isEmpty()).isTrue();
        for (int i = 0; i < 10; i++) inbox.add(i);
        assertThat(inbox.isEmpty()).isFalse();
        inbox.drain(found::add);
        assertThat(found).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void aLoopThatIsAwakeIsNotWoken() {
        inbox.add("item");
        assertThat(engine.count).hasValue(0);
    }

    @Test
    void aLoopThatSleepsIsWokenOnceForManyItems() {
        assertThat(inbox.aboutToSleep()).isTrue();
        for (int i = 0; i < 100; i++) inbox.add(i);
        assertThat(engine.count).hasValue(1);
        inbox.awake();
        inbox.drain(found::add);
        assertThat(found).hasSize(100);
        assertThat(inbox.aboutToSleep()).isTrue();
        inbox.add("another");
        assertThat(engine.count).hasValue(2);
    }

    @Test
    void withSomethingInItTheLoopMayNotSleep() {
        inbox.add("item");
        assertThat(inbox.aboutToSleep()).isFalse();
        inbox.add("another");
        assertThat(engine.count).as("it never slept").hasValue(0);
    }

    @Test
    void whatArrivesDuringADrainWaitsForTheNext() {
        inbox.add("first");
        inbox.drain(item -> {
            found.add(item);
            inbox.add("left meanwhile");
        });
        assertThat(found).containsExactly("first");
        inbox.drain(found::add);
        assertThat(found).containsExactly("first", "left meanwhile");
    }

    @Test
    void ofManyThreadsNothingIsLostAndNoWakeUpIsMissed() throws Exception {
        int threads = 4;
        int each = 50_000;
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int me = t;
            producers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) inbox.add(new int[] {me, i});
            }));
        }
        int[] next = new int[threads];
        int[] total = new int[1];
        while (total[0] < threads * each) {
            // A missed wake-up would leave the loop here for ever.
            if (inbox.aboutToSleep()) engine.woken.acquire();
            inbox.awake();
            inbox.drain(item -> {
                int[] left = (int[]) item;
                assertThat(left[1]).isEqualTo(next[left[0]]++);
                total[0]++;
            });
        }
        for (Thread producer : producers) producer.join();
        assertThat(next).containsOnly(each);
    }
}
