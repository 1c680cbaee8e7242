package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.linux.EventSet;
import dev.tuliptree.engine.linux.LinuxEngine;
import dev.tuliptree.engine.linux.LinuxHandle;
import dev.tuliptree.engine.linux.WakeUp;
import java.io.IOException;
import java.util.List;

/** The engine on Linux's epoll; see the package. */
final class EpollEngine extends LinuxEngine {
    private final EventSet set;
    private final WakeUp wakeUp;

    EpollEngine() throws IOException {
        set = new EventSet(calls);
        try {
            wakeUp = new WakeUp(calls);
        } catch (IOException e) {
            set.close();
            throw e;
        }
        try {
            set.add(wakeUp);
        } catch (IOException e) {
            closeEngine();
            throw e;
        }
    }

    @Override
    public String name() {
        return EpollProvider.NAME;
    }

    @Override
    protected void await(long timeoutNanos) throws IOException {
        if (timeoutNanos != 0 || !set.isEmpty()) set.poll(timeoutNanos);
    }

    @Override
    public void wakeup() {
        wakeUp.wake();
    }

    @Override
    protected void register(LinuxHandle handle) throws IOException {
        set.add(handle);
    }

    @Override
    protected void deregister(LinuxHandle handle) {
        set.remove(handle);
    }

    @Override
    protected List<LinuxHandle> handles() {
        return set.all();
    }

    @Override
    protected void closeEngine() {
        wakeUp.close();
        set.close();
    }
}
