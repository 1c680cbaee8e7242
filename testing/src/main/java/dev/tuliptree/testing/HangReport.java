package dev.tuliptree.testing;

import dev.tuliptree.inspect.TaskTree;
import dev.tuliptree.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what a loop hangs at, and ends it as far as that is possible. */
final class HangReport {
    private final @Nullable EventLoop loop;
    private final Thread thread;
    private final Duration lastWords;

    HangReport(@Nullable EventLoop loop, Thread thread, Duration lastWords) {
        this.loop = loop;
        this.thread = thread;
        this.lastWords = lastWords;
    }

    /** Cancels the tasks, or interrupts the thread where they do not go; returns what to throw. */
    AssertionError giveUp(String what) throws InterruptedException {
        String report = loop == null ? "its loop was not open yet" : tasks(loop);
        AssertionError error = new AssertionError(what + "; " + report);
        error.setStackTrace(thread.getStackTrace());
        if (loop != null && !loop.isClosed()) {
            loop.callSoonThreadsafe(() -> loop.allTasks().forEach(task -> task.cancel(what)));
        }
        if (!thread.join(lastWords)) thread.interrupt();
        return error;
    }

    private String tasks(EventLoop loop) throws InterruptedException {
        if (loop.isClosed()) return "its loop is closed";
        CompletableFuture<String> dump = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> dump.complete("its tasks are:\n" + TaskTree.draw(TaskTree.of(loop))));
        try {
            return dump.get(lastWords.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stuck) {
            return "its loop does not answer: its thread is where this trace begins";
        } catch (ExecutionException e) {
            return "its tasks cannot be told: " + e.getCause();
        }
    }
}
