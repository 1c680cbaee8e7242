package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ThreadOptions;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import dev.tuliptree.tests.inspect.Log;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A program that ends with things under way ends without a word about a loop that is closed. */
class QuietEndTest {
    @OnEachCarrier
    void whateverIsStillUnderWay(LoopOptions options) {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<EventLoop> loop = new CompletableFuture<>();
        try (Log log = new Log()) {
            run(options, () -> {
                loop.complete(loop());
                createTask(() -> sleepForever());
                createTask(() -> toThread(ThreadOptions.DEFAULT.abandonOnCancel(true), () -> go.await()));
                loop().callLater(seconds(3600), () -> {});
                loop().runInExecutor(null, () -> {
                    go.await();
                    return "unheard";
                });
                TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream client = openTcpStream("127.0.0.1", listener.port());
                createTask(() -> client.receiveSome(1));
                createTask(() -> listener.accept());
                checkpoint();
            });
            go.countDown();
            assertThat(loop.join().isClosed()).isTrue();
            assertThat(log.messages())
                    .noneMatch(message -> message.startsWith("WARNING") || message.startsWith("SEVERE"));
        }
    }

    @OnEachCarrier
    void andOtherThreadsThatComeTooLateAreToldWhereTheyAre(LoopOptions options) {
        EventLoop closed = run(options, () -> loop());
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.callSoonThreadsafe(() -> {}))
                .withMessage("the loop is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.runCoroutineThreadsafe(() -> "never"))
                .withMessage("the loop is closed");
    }
}
