package dev.tuliptree.live.console;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.seconds;

import dev.tuliptree.Task;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.loop.StepTimes;
import dev.tuliptree.sync.Event;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps one page up to date. Loop thread only. */
final class Watch {
    private final Client client;
    private final Map<String, LiveApp> pages;
    private final LagMeter lag = new LagMeter();
    private final StepTimes steps = loop().measureSteps();
    /** By what the page calls a task. */
    private final Map<Task<?>, Long> ids = new WeakHashMap<>();

    private final Event hurry = new Event();
    private long lastId;
    private long selected;

    Watch(Client client, Map<String, LiveApp> pages) {
        this.client = client;
        this.pages = pages;
    }

    StepTimes steps() {
        return steps;
    }

    Map<String, LiveApp> pages() {
        return pages;
    }

    /** Measures nothing more. */
    void close() {
        steps.close();
    }

    LagMeter lag() {
        return lag;
    }

    /** Also shows where a task is, from now on; none if there is no such task. */
    void select(long id) {
        selected = id;
        hurry.set();
    }

    /** Sends snapshots until it is cancelled; waits for a page that does not keep up. Checkpoints. */
    void run() {
        while (true) {
            client.send("snapshot", new Snapshot(this).json(loop()));
            client.flush();
            moveOnAfter(seconds(1), hurry::await);
            hurry.clear();
        }
    }

    long id(@Nullable Task<?> task) {
        return task == null ? 0 : ids.computeIfAbsent(task, _ -> ++lastId);
    }

    boolean isSelected(Task<?> task) {
        return id(task) == selected;
    }
}
