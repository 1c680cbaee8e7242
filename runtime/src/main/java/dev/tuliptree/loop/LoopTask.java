package dev.tuliptree.loop;

import dev.tuliptree.CancelReason;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task: its coroutine, where that stands, and its outcome.
 *
 * <p>The phase says who may touch it. It is changed on the loop thread alone:
 *
 * <pre>
 *              start             its turn            suspend
 *   (created) ------> QUEUED -----------> RUNNING -----------> WAITING
 *                       ^  ^                |  |                  |
 *                       |  +----- yield ----+  | parks elsewhere  | wake, cancel
 *                       |                      v                  |
 *                       |<---- unparked --- BLOCKED               |
 *                       +-----------------------------------------+
 * </pre>
 *
 * and from RUNNING to ENDED. BLOCKED is a coroutine that waits in a call that is none of ours: a JDK lock, a socket of
 * {@code java.net}. Such a call is interrupted when the task is cancelled.
 */
final class LoopTask<T extends @Nullable Object> extends LoopFuture<T> implements Task<T>, Runnable {
    private static final VarHandle GRANTED;

    static {
        try {
            GRANTED = MethodHandles.lookup().findVarHandle(LoopTask.class, "granted", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Where the coroutine stands. */
    enum Phase {
        QUEUED,
        RUNNING,
        WAITING,
        BLOCKED,
        ENDED
    }

    /** How the carrier has to bring the coroutine back. */
    enum Resume {
        /** It has not begun. */
        START,
        /** It is parked, and waits for its grant. */
        UNPARK,
        /** It has yielded, and waits for its grant. */
        YIELDED,
        /** The JDK has made it ready to go on. */
        CONTINUE
    }

    private @Nullable Coroutine<T> coroutine;
    private @Nullable TaskOwner owner;
    private final LoopScope outermost;
    private LoopScope scope;
    private @Nullable String name;
    private final long number;
    private final long startedAt;
    private @Nullable Abort waitingAt;
    private boolean cancellable;
    private boolean cancelDelivered;
    private boolean placed;
    private boolean interrupted;

    /** Whether the task was thrown the cancellation that it is in. */
    private boolean noticed;

    // Links in the owner's list of children.
    @Nullable
    LoopTask<?> siblingBefore;

    @Nullable
    LoopTask<?> siblingAfter;

    /** The values of its context variables. */
    Context context;

    // The carrier's.
    Phase phase = Phase.QUEUED;
    Resume resume = Resume.START;

    @Nullable
    Thread thread;

    @Nullable
    Runnable continuation;

    @SuppressWarnings("unused") // Through GRANTED.
    private boolean granted;

    LoopTask(EventLoop loop, @Nullable TaskOwner owner, Coroutine<T> coroutine) {
        super(loop);
        this.coroutine = coroutine;
        this.owner = owner;
        this.number = loop.nextTaskNumber();
        this.startedAt = loop.roundBegan;
        this.context = owner == null ? Context.empty() : Context.current();
        this.outermost = new LoopScope(this);
        this.scope = outermost;
        outermost.open(owner == null ? null : owner.ownerScope());
    }

    // -- its life

    /** The whole of the coroutine; runs in its own thread. Its first turn is granted as every other is. */
    @Override
    public void run() {
        Interrupts.parkUntilGranted(this, this);
        LoopFuture.State how;
        Object what;
        try {
            what = Objects.requireNonNull(coroutine).run();
            how = State.SUCCEEDED;
        } catch (Cancelled cancelled) {
            // Even if its own scope was not the one cancelled: whoever cancelled the task's owner meant the task too.
            what = cancelled.reason();
            how = State.CANCELLED;
        } catch (Throwable failure) {
            Cancelled cancelled = cancellationBehind(failure);
            what = cancelled == null ? failure : cancelled.reason();
            how = cancelled == null ? State.FAILED : State.CANCELLED;
        }
        end(how, what);
    }

    private void end(State how, @Nullable Object what) {
        try {
            if (how == State.CANCELLED) outermost.catches();
            outermost.close();
            finish(how, what);
            if (owner != null) {
                owner.detach(this);
                owner.childEnded(this);
            }
        } catch (Throwable mistake) {
            // There is nobody to throw it to, and the others must have their turns for anybody to hear of it.
            loop.breakDown(this + " could not end", mistake);
        }
        coroutine = null;
        thread = null;
        // Whoever keeps the task for its outcome must not keep its thread.
        continuation = null;
        phase = Phase.ENDED;
        loop.carrier.ended();
    }

    /** Gives the task to another owner, whose cancellations reach it from now on. */
    void moveTo(TaskOwner other) {
        if (owner != null) owner.detach(this);
        owner = other;
        other.attach(this);
        outermost.moveBelow(other.ownerScope());
    }

    /** Whether this is the coroutine in which the loop runs callbacks, which must not suspend. */
    boolean runsCallbacks() {
        return owner == null;
    }

    // -- suspending

    LoopScope scope() {
        return scope;
    }

    /** Opens a scope inside the innermost one. */
    void enter(LoopScope inner) {
        inner.open(scope);
        scope = inner;
    }

    /** Leaves the innermost scope. */
    void leave(LoopScope inner) {
        if (scope != inner) throw new IllegalStateException("scopes must be left in the reverse order of entering");
        LoopScope outer = inner.parent();
        if (outer == null) throw new IllegalStateException("a task's outermost scope is left only at its end");
        inner.close();
        scope = outer;
        if (outer.affected()) return;
        noticed = false;
        if (interrupted) {
            // The interrupt was part of a cancellation that has been caught: it must not hit the next blocking call.
            interrupted = false;
            Thread.interrupted();
        }
    }

    /**
     * What a call that is none of ours makes of being interrupted is an exception like any other. If the interrupt came
     * from a cancellation, so does the exception.
     *
     * @return the cancellation behind an exception that passes the end of the innermost scope, or null
     */
    @Nullable
    Cancelled cancellationBehind(Throwable failure) {
        if (!interrupted || !scope.affected()) return null;
        return Interrupts.isCauseOf(failure) || Interrupts.mayHaveCaused(failure) ? scope.cancelled() : null;
    }

    void throwIfCancelled() {
        if (scope.affected()) throw notice();
    }

    private Cancelled notice() {
        noticed = true;
        return scope.cancelled();
    }

    /** Whether the task is cancelled where it is now. */
    boolean isCancelRequested() {
        return scope.affected();
    }

    /** Gives a task that is not queued yet its first turn now, and goes on right after it. */
    void letFirst(LoopTask<?> other) {
        while (other.resume == Resume.START && other.phase == Phase.QUEUED) {
            phase = Phase.QUEUED;
            resume = Resume.YIELDED;
            loop.ready.addFirst(this);
            if (!other.placed) loop.ready.addFirst(other);
            other.placed = true;
            loop.addSteps(2);
            loop.carrier.yield(this);
        }
    }

    /**
     * Suspends this task, which is the running one, until {@link #wake()} or a cancellation.
     *
     * <p>About code behind a wait. A program that starts a hundred thousand tasks has all of them wait before the first
     * one wakes. Until then no branch behind the wait has ever been taken, neither way, so the optimizing compiler
     * leaves both out and puts a trap there; and each of the tasks, when it wakes, runs into it and has its frame
     * rebuilt for the interpreter, which takes longer than all else it does. Hence, on the way from a wait back to the
     * coroutine, branches are taken only in methods that are called ahead of the wait, too, with the usual outcome:
     * that is why {@link #throwIfDelivered} is called twice here, why a coroutine takes a grant for its first turn, and
     * why {@link CoroutineThread} has its loop in a method of its own.
     */
    void suspend(Abort at) {
        throwIfDelivered();
        park(at, true);
        throwIfDelivered();
    }

    private void throwIfDelivered() {
        if (cancelDelivered) {
            cancelDelivered = false;
            throw notice();
        }
    }

    /** Suspends this task, which is the running one, until {@link #wake()}. */
    void suspendUncancellably(Abort at) {
        park(at, false);
    }

    private void park(Abort at, boolean cancellable) {
        waitingAt = at;
        this.cancellable = cancellable;
        phase = Phase.WAITING;
        resume = Resume.UNPARK;
        noteSuspended();
        loop.carrier.park(this, at);
    }

    /** Queues the task, if it waits. */
    void wake() {
        if (phase != Phase.WAITING) return;
        waitingAt = null;
        phase = Phase.QUEUED;
        queue();
    }

    /** Puts the task at the end of the ready queue. */
    void queue() {
        loop.ready.add(this);
        SuspensionListener listener = loop.suspensionListener;
        if (listener != null) listener.queued(this);
    }

    private void noteSuspended() {
        SuspensionListener listener = loop.suspensionListener;
        if (listener != null) listener.suspended(this);
    }

    /** A scope that is the innermost one of this task was cancelled. */
    void deliverCancel() {
        switch (phase) {
            case WAITING -> {
                Abort at = waitingAt;
                if (cancellable && at != null && at.abortWait()) {
                    cancelDelivered = true;
                    wake();
                }
            }
            case BLOCKED -> interruptCall();
            case QUEUED, RUNNING, ENDED -> {
                // It notices at its next checkpoint, or in its next call that blocks.
            }
        }
    }

    private void interruptCall() {
        Thread blocked = thread;
        interrupted = true;
        if (blocked != null) blocked.interrupt();
    }

    /**
     * The task waits in a call that is none of ours. If it was cancelled while it was on its way there, and has not
     * noticed, the call is interrupted: once, so that what tidies up may block. Not by the bare thread, as an interrupt
     * may close a channel, which takes locks.
     */
    void blockedInCall() {
        phase = Phase.BLOCKED;
        if (interrupted || noticed || !scope.affected()) return;
        loop.schedule(() -> {
            if (phase == Phase.BLOCKED && !interrupted && !noticed && scope.affected()) interruptCall();
        });
    }

    /** Notices a cancellation, and goes to the end of the ready queue. */
    void checkpoint() {
        throwIfCancelled();
        yieldTurn();
        throwIfCancelled();
    }

    /**
     * The checkpoint of an operation that did not have to wait: notices a cancellation, and goes to the end of the
     * queue only when its share of turns is used up. So a busy connection is not slowed down by each of its steps, and
     * still cannot starve the others.
     */
    void checkpointInPassing() {
        throwIfCancelled();
        if (loop.takeStep()) return;
        yieldTurn();
        throwIfCancelled();
    }

    private void yieldTurn() {
        if (loop.ready.isEmpty() && loop.takeStep()) return;
        phase = Phase.QUEUED;
        resume = Resume.YIELDED;
        loop.ready.add(this);
        noteSuspended();
        loop.carrier.yield(this);
    }

    /** Gives other tasks their turn when this one's share is used up; not a point of cancellation. */
    void passTurn() {
        if (!loop.takeStep()) yieldTurn();
    }

    /**
     * Says that the coroutine may go on after it parked or yielded; everything written before is seen by it. The caller
     * unparks its thread next.
     *
     * <p>A release would not do. The thread may be awake already, by a late unpark of the turn before: it then takes
     * its park permit away, finds no grant, and parks again. The JDK in turn leaves a thread alone that has its permit.
     * So each side writes one variable and reads the other's, and unless all four accesses are in one total order, both
     * can miss each other: the unpark sees the old permit, the thread sees no grant, and it parks for ever.
     */
    void grant() {
        GRANTED.setVolatile(this, true);
    }

    /** The same for a coroutine that is mounted by the calling thread, where there is nothing to order. */
    void grantHere() {
        GRANTED.set(this, true);
    }

    /**
     * Whether the coroutine may go on in the calling thread; takes the grant if so. A grant that is meant for another
     * thread of the same task is left alone.
     */
    boolean takeGrant(Thread me) {
        if (!(boolean) GRANTED.getVolatile(this) || thread != me) return false;
        GRANTED.setOpaque(this, false);
        return true;
    }

    // -- as a future

    @Override
    public String name() {
        String given = name;
        return given == null ? "task-" + number : given;
    }

    @Override
    public Task<T> name(String name) {
        this.name = name;
        return this;
    }

    /** Adds this task and all that run in its nurseries. */
    void collectOwned(Set<LoopTask<?>> tasks) {
        outermost.collectTasks(tasks);
    }

    @Override
    public @Nullable Task<?> parent() {
        LoopScope below = outermost.parent();
        return below == null ? null : below.host();
    }

    @Override
    public StackTraceElement[] stack() {
        Thread begun = thread;
        return begun == null ? new StackTraceElement[0] : begun.getStackTrace();
    }

    @Override
    public @Nullable Object awaiting() {
        return waitingAt;
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public @Nullable CancelReason cancelReason() {
        return scope.affected() && !done() ? scope.cancelled().reason() : null;
    }

    @Override
    public boolean cancel(String reason) {
        if (done()) return false;
        outermost.cancel(reason);
        return true;
    }

    void cancel(CancelReason reason) {
        outermost.cancel(reason);
    }

    @Override
    void failureSeen() {
        if (owner != null) owner.failureSeen(this);
    }

    @Override
    public void setResult(T result) {
        throw new IllegalStateException("the result of " + this + " is set by its coroutine");
    }

    @Override
    public void setException(Throwable exception) {
        throw new IllegalStateException("the exception of " + this + " is set by its coroutine");
    }

    @Override
    public String toString() {
        return "task " + name() + madeAt();
    }
}
