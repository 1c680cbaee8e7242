package dev.tuliptree.tests.loop;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopPolicy;
import dev.tuliptree.loop.TaskFactory;

/** A policy as a library would offer it: found by its name, sets up each loop. For {@link LoopPolicyTest}. */
public final class GreenPolicy implements LoopPolicy {
    @Override
    public String name() {
        return "green";
    }

    @Override
    public EventLoop open(LoopOptions options) {
        EventLoop loop = EventLoop.open(options);
        loop.setTaskFactory(TaskFactory.EAGER);
        return loop;
    }
}
