package dev.tuliptree.bench.jmh;

import dev.tuliptree.loop.EventLoop;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs what it is given in coroutines of one event loop. JMH finds it by name, see {@link OnLoop}. */
public final class LoopExecutor extends AbstractExecutorService {
    private final EventLoop loop = EventLoop.open();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean shutDown;

    /**
     * As JMH wants it.
     *
     * @param threads how many there are to be; all are coroutines of the one loop
     * @param name what to call them
     */
    public LoopExecutor(int threads, String name) {
        Thread.ofPlatform().daemon().name(name + "-loop").start(() -> {
            loop.runForever();
            loop.close();
            ended.countDown();
        });
    }

    @Override
    public void execute(Runnable command) {
        var _ = loop.runCoroutineThreadsafe(() -> {
            command.run();
            return 0;
        });
    }

    @Override
    public void shutdown() {
        shutDown = true;
        loop.callSoonThreadsafe(loop::stop);
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return ended.getCount() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
