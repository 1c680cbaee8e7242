package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The default executor does what is to be done in other threads, unless another one is named. */
class DefaultExecutorTest {
    private static ExecutorService threadsCalled(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    private static String nameOfThread() {
        return Thread.currentThread().getName();
    }

    @LoopTest
    void itIsThreadsOfTheLoopsOwnUnlessAnotherIsSet() {
        assertThat(await(loop().runInExecutor(null, DefaultExecutorTest::nameOfThread)))
                .startsWith("tuliptree-worker-");
        loop().setDefaultExecutor(threadsCalled("mine"));
        assertThat(await(loop().runInExecutor(null, DefaultExecutorTest::nameOfThread)))
                .isEqualTo("mine");
        assertThat(toThread(() -> nameOfThread())).isEqualTo("mine");
    }

    @LoopTest
    void virtualThreadsMayBeTheDefault() {
        loop().setDefaultExecutor(Executors.newVirtualThreadPerTaskExecutor());
        assertThat(toThread(() -> Thread.currentThread().isVirtual())).isTrue();
    }

    @LoopTest
    void fullItHoldsUpNoLookUpOfNamesAndNoFiles() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        loop().setDefaultExecutor(threadsCalled("stuck"));
        Future<String> stuck = loop().runInExecutor(null, () -> {
            go.await();
            return "at last";
        });
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream stream = openTcpStream("localhost", listener.port())) {
            assertThat(stream).isNotNull();
        }
        assertThat(AsyncFiles.list(Path.of("/"))).isNotEmpty();
        go.countDown();
        assertThat(await(stuck)).isEqualTo("at last");
    }

    @LoopTest
    void shuttingItDownWaitsForWhatItHasTaken() {
        CountDownLatch go = new CountDownLatch(1);
        Future<String> call = loop().runInExecutor(null, () -> {
            go.await();
            return "done";
        });
        loop().callSoon(go::countDown);
        assertThat(loop().shutdownDefaultExecutor(seconds(300))).isTrue();
        assertThat(await(call)).isEqualTo("done");
    }

    @LoopTest
    void itTakesNoMoreThenUntilAnotherIsSet() {
        assertThat(loop().shutdownDefaultExecutor(seconds(1))).isTrue();
        assertThat(loop().shutdownDefaultExecutor(seconds(1))).as("again").isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop().runInExecutor(null, () -> "refused"))
                .withMessageContaining("shut down");
        assertThatIllegalStateException()
                .isThrownBy(() -> toThread(() -> "refused"))
                .withMessageContaining("shut down");
        assertThat(toProcessor(() -> "other threads go on")).isNotNull();
        loop().setDefaultExecutor(threadsCalled("the next"));
        assertThat(toThread(() -> nameOfThread())).isEqualTo("the next");
    }

    @LoopTest(schedules = 0)
    void itSaysWhenTheTimeWasTooShort() {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = threadsCalled("slow");
        loop().setDefaultExecutor(threads);
        Future<String> call = loop().runInExecutor(null, () -> {
            go.await();
            return "unheard";
        });
        assertThat(loop().shutdownDefaultExecutor(seconds(1))).isFalse();
        call.cancel();
        go.countDown();
    }

    @OnEachCarrier
    void closingTheLoopShutsItDownAndWaitsForNothing(LoopOptions options) throws Exception {
        ExecutorService threads = threadsCalled("left");
        CountDownLatch go = new CountDownLatch(1);
        EventLoop loop = EventLoop.open(options);
        loop.setDefaultExecutor(threads);
        loop.runInExecutor(null, () -> {
            go.await();
            return "unheard";
        });
        loop.close();
        assertThat(threads.isShutdown()).isTrue();
        assertThat(threads.isTerminated()).isFalse();
        go.countDown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
