package dev.tuliptree.testing;

import static dev.tuliptree.Async.currentTask;

import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopStatistics;
import java.util.ArrayList;
import java.util.List;

/** What a test has left behind. */
final class Leaks {
    private Leaks() {}

    /** Lets what is ready come to its end, then fails if anything is left beside the calling task. */
    static void check(VirtualClockEngine engine) {
        EventLoop loop = EventLoop.current();
        if (loop.statistics().foreign() == 0) loop.waitAllTasksBlocked();
        List<String> left = new ArrayList<>();
        LoopStatistics statistics = loop.statistics();
        List<Task<?>> others =
                loop.allTasks().stream().filter(task -> task != currentTask()).toList();
        for (Task<?> task : others) left.add(task + ", which awaits " + task.awaiting());
        if (statistics.timers() > 0) left.add(counted(statistics.timers(), "timer", "timers"));
        if (statistics.foreign() > 0) {
            left.add(counted(statistics.foreign(), "wait for another thread", "waits for other threads"));
        }
        for (String socket : engine.open()) left.add("an open " + socket);
        if (!left.isEmpty()) throw new AssertionError("the test has left behind: " + String.join("; ", left));
    }

    /** So many of something, in words: {@code 1 timer}, {@code 2 timers}. */
    static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
