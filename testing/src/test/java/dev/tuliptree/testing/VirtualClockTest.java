package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.Task;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.sync.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The virtual clock stands still while anything can go on, and jumps when nothing can. */
class VirtualClockTest {
    @LoopTest
    void beginsAtZero() {
        assertThat(loop().nanoTime()).isZero();
    }

    @LoopTest
    void aSleepTakesExactlyItsTimeAndNoRealOne() {
        long real = System.nanoTime();
        sleep(seconds(100_000));
        assertThat(loop().nanoTime()).isEqualTo(seconds(100_000).toNanos());
        assertThat(System.nanoTime() - real).isLessThan(seconds(20).toNanos());
    }

    @LoopTest
    void standsStillWhileTasksGoOn() {
        for (int i = 0; i < 1_000; i++) checkpoint();
        assertThat(loop().nanoTime()).isZero();
    }

    @LoopTest
    void sleepersWakeInTheOrderOfTheirTimes() {
        List<Integer> woken = new ArrayList<>();
        nursery(n -> {
            for (int time : List.of(3, 1, 2)) {
                n.start(() -> {
                    sleep(seconds(time));
                    woken.add(time);
                });
            }
        });
        assertThat(woken).containsExactly(1, 2, 3);
        assertThat(loop().nanoTime()).isEqualTo(seconds(3).toNanos());
    }

    @LoopTest
    void doesNotJumpWhileAnotherThreadWorksForATask() throws Exception {
        CompletableFuture<String> begun = new CompletableFuture<>();
        nursery(n -> {
            Task<String> answer = n.start(() -> toThread(() -> {
                begun.get();
                return "answer";
            }));
            n.start(() -> {
                sleep(millis(1));
                assertThat(answer.done()).isTrue();
            });
            checkpoint();
            begun.complete("begun");
        });
    }

    @LoopTest(schedules = 0, carriers = CarrierKind.BATON)
    void jumpsAfterSomeRealSecondsOverWhatNeverAnswers() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> timeout(seconds(100), () -> await(new CompletableFuture<String>())));
        assertThat(loop().nanoTime()).isEqualTo(seconds(100).toNanos());
    }

    @LoopTest
    void doesNotJumpAheadOfBytesBetweenItsSockets() throws Exception {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            n.start(() -> listener.serve(stream -> {
                byte[] part;
                while ((part = stream.receiveSome(100)).length > 0) stream.sendAll(part);
            }));
            try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                for (int i = 0; i < 100; i++) {
                    stream.sendAll(new byte[] {(byte) i});
                    timeout(
                            millis(1),
                            () -> assertThat(stream.receiveExactly(1)).hasSize(1));
                }
            }
            listener.close();
        });
        assertThat(loop().nanoTime()).isZero();
    }

    @Test
    void aLoopThatNothingCanWakeSaysWhoIsBlockedAtWhat() {
        LoopOptions options = LoopOptions.DEFAULT.engine(VirtualClockEngine::new);
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Async.run(options, () -> {
                    nursery(n -> {
                        n.start(() -> new Event().await()).name("gardener");
                        sleepForever();
                    });
                }))
                .withMessageContaining("main awaits sleep for ever")
                .withMessageContaining("gardener awaits event, 1 waiting");
    }
}
