package dev.tuliptree.engine.uring;

import dev.tuliptree.engine.linux.Errno;
import dev.tuliptree.engine.linux.EventSet;
import dev.tuliptree.engine.linux.Events;
import dev.tuliptree.engine.linux.LinuxEngine;
import dev.tuliptree.engine.linux.LinuxHandle;
import dev.tuliptree.engine.linux.LinuxSocket;
import dev.tuliptree.engine.linux.WakeUp;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine on Linux's io_uring; see the package. */
final class UringEngine extends LinuxEngine {
    private static final int ETIME = 62;

    /** Completions are to be taken first. */
    private static final int EBUSY = 16;

    /** What holds resources of the system, the last one first. */
    private final Deque<Runnable> toClose = new ArrayDeque<>();

    private final Sockets sockets = new Sockets();
    private final Orders orders = new Orders();
    final Buffers buffers;

    /** Listeners and sockets for datagrams. */
    private final EventSet set;

    private final WakeUp wakeUp;

    /** Replaced when another thread turns the loop. */
    private Ring ring;

    // Whether the ring polls them.
    private boolean pollsWakeUp;
    private boolean pollsSet;

    UringEngine() throws IOException {
        try {
            wakeUp = new WakeUp(calls);
            toClose.push(wakeUp::close);
            set = new EventSet(calls);
            toClose.push(set::close);
            buffers = new Buffers(calls);
            toClose.push(buffers::close);
            ring = new Ring(calls);
            toClose.push(this::closeRing);
            buffers.register(ring);
        } catch (IOException e) {
            toClose.forEach(Runnable::run);
            throw e;
        }
    }

    @Override
    public String name() {
        return UringProvider.NAME;
    }

    @Override
    public void wakeup() {
        wakeUp.wake();
    }

    // -- handles

    @Override
    protected LinuxSocket newSocket(int descriptor, int family, SocketAddress remoteAddress) {
        return new UringSocket(this, descriptor, family, remoteAddress);
    }

    @Override
    protected void register(LinuxHandle handle) throws IOException {
        if (!(handle instanceof UringSocket socket)) {
            set.add(handle);
            return;
        }
        socket.registration = sockets.add(socket);
        socket.registered();
    }

    @Override
    protected void deregister(LinuxHandle handle) {
        if (handle.registration == 0) return;
        if (handle instanceof UringSocket socket) order(Operation.END, socket);
        else set.remove(handle);
    }

    void order(int operation, UringSocket socket) {
        orders.add(Operation.tag(operation, socket.registration));
    }

    @Override
    protected List<LinuxHandle> handles() {
        List<LinuxHandle> all = new ArrayList<>(sockets.all());
        all.addAll(set.all());
        return all;
    }

    // -- waiting

    @Override
    protected void await(long timeoutNanos) throws IOException {
        int result = enter(timeoutNanos);
        if (result == Ring.NOT_THIS_THREAD) {
            moveToThisThread();
            result = enter(timeoutNanos);
        }
        if (!isPassing(result)) throw Errno.whenOpening(-result);
        takeCompletions();
    }

    private int enter(long timeoutNanos) {
        int result = submitOrders();
        if (!isPassing(result)) return result;
        if (timeoutNanos == 0 || ring.hasCompletions()) return ring.isIdle() ? 0 : ring.look();
        return ring.await(timeoutNanos);
    }

    /** Whether the next call may well succeed, if this one did not. */
    private static boolean isPassing(int result) {
        return result >= 0 || result == -ETIME || result == -Errno.EINTR || result == -Errno.EAGAIN || result == -EBUSY;
    }

    /** The loop has got another thread, and no ring can follow it there. */
    private void moveToThisThread() throws IOException {
        Ring moved = new Ring(calls);
        closeRing();
        ring = moved;
        buffers.register(ring);
        pollsWakeUp = false;
        pollsSet = false;
        orders.clear();
        sockets.allEnded();
        for (UringSocket socket : sockets.all()) socket.orderAgain();
    }

    // -- submitting

    /** Writes what is to be submitted, and hands it over where there is no room for more. */
    private int submitOrders() {
        if (!pollsWakeUp) {
            ring.poll(wakeUp.descriptor, Events.IN, false, Operation.tag(Operation.WAKE_UP, 0));
            pollsWakeUp = true;
        }
        if (!pollsSet) {
            ring.poll(set.descriptor, Events.IN, false, Operation.tag(Operation.EVENTS, 0));
            pollsSet = true;
        }
        while (!orders.isEmpty()) {
            if (ring.hasRoom()) {
                submit(orders.take());
                continue;
            }
            int result = ring.submit();
            if (!isPassing(result)) return result;
        }
        return 0;
    }

    private void submit(long order) {
        int number = Operation.number(order);
        UringSocket socket = sockets.get(number);
        if (socket == null) return;
        int operation = Operation.operation(order);
        switch (operation) {
            case Operation.STOP -> {
                if (socket.isToStop()) cancel(Operation.RECEIVE, number);
                else socket.goesOn();
            }
            case Operation.END -> {
                cancel(Operation.RECEIVE, number);
                cancel(Operation.READABLE, number);
                cancel(Operation.WRITABLE, number);
                cancel(Operation.HANG_UP, number);
                sockets.ending(number);
            }
            default -> {
                // The descriptor of one that is closed may be another's by now.
                if (!socket.isClosed()) begin(operation, number, socket);
            }
        }
    }

    private void begin(int operation, int number, UringSocket socket) {
        long tag = Operation.tag(operation, number);
        switch (operation) {
            case Operation.RECEIVE -> ring.receive(socket.descriptor, tag);
            case Operation.READABLE -> ring.poll(socket.descriptor, Events.IN, true, tag);
            case Operation.WRITABLE -> ring.poll(socket.descriptor, Events.OUT, true, tag);
            case Operation.HANG_UP -> ring.poll(socket.descriptor, Events.HANG_UP, true, tag);
            default -> throw new AssertionError("no such order: " + operation);
        }
        sockets.begun(number, operation);
    }

    private void cancel(int operation, int number) {
        if (!sockets.isUnderWay(number, operation)) return;
        ring.cancel(Operation.tag(operation, number), Operation.NOTHING);
    }

    // -- completions

    /** Has all note what has completed; nobody is told yet, as who is told may look at any socket. */
    private void takeCompletions() throws IOException {
        do {
            while (ring.take()) completed(ring.tag);
        } while (ring.hasCompletionsLeft());
    }

    private void completed(long tag) throws IOException {
        switch (Operation.operation(tag)) {
            case Operation.RECEIVE -> received(toldBy(tag));
            case Operation.READABLE -> {
                UringSocket socket = toldBy(tag);
                if (socket != null) socket.readable();
            }
            case Operation.WRITABLE -> {
                UringSocket socket = toldBy(tag);
                if (socket != null) socket.writable();
            }
            case Operation.HANG_UP -> {
                UringSocket socket = toldBy(tag);
                if (socket != null) socket.hungUp(ring.result);
            }
            case Operation.WAKE_UP -> {
                wakeUp.seen();
                pollsWakeUp = ring.goesOn();
            }
            case Operation.EVENTS -> {
                set.poll(0);
                pollsSet = ring.goesOn();
            }
            default -> {
                // A cancellation came too late: what it was for tells how it ended itself.
            }
        }
    }

    /** Notes that an operation is over, if it is; returns the socket if that is still open. */
    private @Nullable UringSocket toldBy(long tag) {
        int number = Operation.number(tag);
        UringSocket socket = sockets.get(number);
        if (!ring.goesOn()) sockets.ended(number, Operation.operation(tag));
        return socket == null || socket.isClosed() ? null : socket;
    }

    private void received(@Nullable UringSocket socket) {
        int count = ring.result;
        int buffer = ring.buffer();
        if (buffer == Buffers.NONE) {
            if (socket != null) socket.receivedNothing(-count);
            return;
        }
        if (socket != null && count > 0) {
            buffers.filled(buffer, count);
            socket.received(buffer, ring.goesOn());
            return;
        }
        buffers.giveBack(buffer);
        if (socket != null) socket.receivedNothing(-count);
    }

    // -- closing

    /** By another thread than the ring's, the kernel ends what is under way in its own time. */
    @Override
    protected void closeEngine() throws IOException {
        try {
            int result = submitOrders();
            while (isPassing(result) && sockets.isAnythingUnderWay()) {
                result = ring.await(FOREVER);
                takeCompletions();
            }
        } finally {
            toClose.forEach(Runnable::run);
        }
    }

    private void closeRing() {
        ring.close();
    }
}
