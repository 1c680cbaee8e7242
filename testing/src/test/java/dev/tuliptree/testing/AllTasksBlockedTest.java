package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.sync.Event;
import dev.tuliptree.sync.Queue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Waiting until all tasks are blocked returns when nothing can go on by itself, and no sooner. */
class AllTasksBlockedTest {
    @LoopTest
    void aLongChainOfWakeUpsIsWaitedFor() {
        List<Integer> steps = new ArrayList<>();
        Queue<Integer> queue = new Queue<>(1);
        Task<?> consumer = createTask(() -> {
            for (int item : queue) steps.add(item);
        });
        Task<?> producer = createTask(() -> {
            for (int i = 0; i < 100; i++) queue.put(i);
        });
        loop().waitAllTasksBlocked();
        assertThat(producer.done()).isTrue();
        assertThat(steps).hasSize(100);
        consumer.cancel();
    }

    @LoopTest
    void callbacksThatScheduleCallbacksAreWaitedFor() {
        int[] calls = new int[1];
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (++calls[0] < 100) loop().callSoon(again[0]);
        };
        loop().callSoon(again[0]);
        loop().waitAllTasksBlocked();
        assertThat(calls[0]).isEqualTo(100);
    }

    @LoopTest
    void timersAreNotWaitedFor() {
        Task<?> sleeper = createTask(() -> sleep(seconds(1)));
        loop().waitAllTasksBlocked();
        assertThat(sleeper.done()).isFalse();
        assertThat(loop().nanoTime()).isZero();
        sleeper.cancel();
    }

    @LoopTest
    void timersThatAreDueAreWaitedFor() {
        List<String> steps = new ArrayList<>();
        createTask(() -> {
            sleepUntil(0);
            steps.add("at once");
        });
        loop().callLater(seconds(0), () -> steps.add("due"));
        loop().waitAllTasksBlocked();
        assertThat(steps).containsExactlyInAnyOrder("at once", "due");
    }

    @LoopTest
    void workInOtherThreadsIsWaitedFor() {
        List<String> steps = new ArrayList<>();
        createTask(() -> steps.add(toThread(() -> "from the other thread")));
        checkpoint();
        checkpoint();
        loop().waitAllTasksBlocked();
        assertThat(steps).containsExactly("from the other thread");
    }

    @LoopTest
    void bytesOnTheirWayAreWaitedFor() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream here = openTcpStream("127.0.0.1", listener.port());
                SocketStream there = listener.accept()) {
            for (int i = 0; i < 50; i++) {
                Task<byte[]> receiving = createTask(() -> there.receiveExactly(1));
                loop().waitAllTasksBlocked();
                assertThat(receiving.done()).isFalse();
                here.sendAll(new byte[1]);
                loop().waitAllTasksBlocked();
                assertThat(receiving.done()).isTrue();
            }
        }
    }

    @LoopTest
    void severalMayWaitForItAtOnce() {
        List<String> steps = new ArrayList<>();
        Event event = new Event();
        nursery(n -> {
            for (int i = 0; i < 3; i++) {
                n.start(() -> {
                    loop().waitAllTasksBlocked();
                    steps.add("told");
                });
            }
            n.start(() -> {
                for (int i = 0; i < 10; i++) checkpoint();
                steps.add("busy");
                event.await();
            });
            n.start(() -> {
                loop().waitAllTasksBlocked();
                loop().waitAllTasksBlocked();
                event.set();
            });
        });
        assertThat(steps).containsExactly("busy", "told", "told", "told");
    }
}
