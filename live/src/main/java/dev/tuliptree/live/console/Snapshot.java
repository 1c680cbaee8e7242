package dev.tuliptree.live.console;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tuliptree.CancelReason;
import dev.tuliptree.Task;
import dev.tuliptree.live.Client;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopStatistics;
import dev.tuliptree.loop.StepTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loop at one moment, as the page is told of it. */
final class Snapshot {
    /** How many tasks are shown: a page with more helps nobody, and would hold up the loop. */
    static final int MAX_TASKS = 500;

    /** How many connections are shown. */
    static final int MAX_CONNECTIONS = 200;

    /** The longest name or description, in characters. */
    private static final int MAX_TEXT = 200;

    private static final int MAX_FRAMES = 60;

    private final Watch watch;
    private final Map<Task<?>, List<Task<?>>> owned = new IdentityHashMap<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private long now;
    private @Nullable Object stack;

    Snapshot(Watch watch) {
        this.watch = watch;
    }

    Map<String, @Nullable Object> json(EventLoop loop) {
        now = loop.nanoTime();
        List<Task<?>> roots = new ArrayList<>();
        for (Task<?> task : loop.allTasks()) {
            Task<?> parent = task.parent();
            if (parent == null) roots.add(task);
            else owned.computeIfAbsent(parent, _ -> new ArrayList<>()).add(task);
        }
        for (Task<?> root : roots) add(root, 0);
        LoopStatistics statistics = loop.statistics();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tasks", statistics.tasks());
        json.put("ready", statistics.ready());
        json.put("timers", statistics.timers());
        json.put("foreign", statistics.foreign());
        json.put("lagMedian", watch.lag().quantile(0.5) / 1e6);
        json.put("lagP99", watch.lag().quantile(0.99) / 1e6);
        json.put("lagMax", watch.lag().quantile(1) / 1e6);
        json.put("steps", steps());
        json.put("stepMax", watch.steps().longest() / 1e6);
        addConnections(json);
        json.put("rows", rows);
        json.put("stack", stack);
        return json;
    }

    /** How many steps were how long: below so many microseconds; the last ones are beyond all. */
    private List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        for (StepTimes.Bucket bucket : watch.steps().buckets()) {
            long below = bucket.below() == Long.MAX_VALUE ? 0 : bucket.below() / 1000;
            steps.add(Map.of("below", below, "count", bucket.count()));
        }
        return steps;
    }

    private void addConnections(Map<String, @Nullable Object> json) {
        int count = 0;
        List<Object> shown = new ArrayList<>();
        for (var page : watch.pages().entrySet()) {
            for (Client client : page.getValue().clients()) {
                count++;
                if (shown.size() == MAX_CONNECTIONS) continue;
                String who = cut(client.toString());
                shown.add(Map.of("page", cut(page.getKey()), "who", who, "waiting", client.waiting()));
            }
        }
        json.put("connections", count);
        json.put("connectionRows", shown);
    }

    private void add(Task<?> task, int depth) {
        if (rows.size() == MAX_TASKS) return;
        rows.add(row(task, depth));
        if (watch.isSelected(task)) stack = stack(task);
        List<Task<?>> children = new ArrayList<>(owned.getOrDefault(task, List.of()));
        children.sort(Comparator.comparingLong(Task::startedAt));
        for (Task<?> child : children) add(child, depth + 1);
    }

    private Map<String, @Nullable Object> row(Task<?> task, int depth) {
        Object awaiting = task.awaiting();
        CancelReason reason = task.cancelReason();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", watch.id(task));
        row.put("depth", depth);
        row.put("name", cut(task.name()));
        row.put("awaits", awaiting == null ? null : cut(awaiting.toString()));
        row.put("age", NANOSECONDS.toMillis(now - task.startedAt()) / 1000.0);
        row.put("cancelled", reason == null ? null : cut(reason.toString()));
        return row;
    }

    private Object stack(Task<?> task) {
        List<Object> frames = Arrays.stream(task.stack())
                .limit(MAX_FRAMES)
                .map(frame -> (Object) Map.of("text", cut(frame.toString()), "own", isOwn(frame.getClassName())))
                .toList();
        return Map.of("id", watch.id(task), "name", cut(task.name()), "frames", frames);
    }

    /** Whether a frame is the program's, not the library's or the JDK's. */
    private static boolean isOwn(String name) {
        boolean library = name.startsWith("dev.tuliptree.") && !name.startsWith("dev.tuliptree.gallery.");
        return !library && !name.startsWith("java.") && !name.startsWith("jdk.");
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
