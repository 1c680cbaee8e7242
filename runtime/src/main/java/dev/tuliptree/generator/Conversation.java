package dev.tuliptree.generator;

import dev.tuliptree.Cancelled;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Sneaky;
import dev.tuliptree.loop.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said between the body of a generator and whoever asks it to go on: a value or an exception goes in, a value
 * comes out, or in the end a result or an exception.
 *
 * <p>A body that delegates to another generator is not run at all until that one has ended: whoever asks then talks to
 * the <em>innermost</em> body, so that a value costs the same however deep it comes from. Each conversation knows the
 * one <em>outside</em> it, that is to be told how it ended.
 *
 * <p>The body's thread refers to this, not to the generator that the program holds; so it can be found that the program
 * holds it no longer.
 */
final class Conversation {
    /** How often a body that is being closed may try to yield before it is given up. */
    private static final int MOST_EXITS = 100;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Conversation.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a body does, from its beginning to its end. */
    interface Script {
        @Nullable
        Object perform(Conversation conversation) throws Exception;
    }

    private enum State {
        NEW,
        STOPPED,
        RUNNING,
        /** Another generator delegates to it. */
        DELEGATED_TO,
        ENDED
    }

    private final Strand strand = new Strand(this::perform);
    private @Nullable Script script;
    private volatile State state = State.NEW;
    private boolean closing;
    private int exitsIgnored;

    // Delegation.
    private Conversation innermost = this;
    private @Nullable Conversation outside;
    private @Nullable Conversation delegate;

    /** Keeps the generator delegated to from being taken for abandoned. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private @Nullable Object delegateHeld;

    // What is being said.
    private @Nullable Object input;
    private @Nullable Throwable raised;
    private @Nullable Object output;
    private @Nullable Object result;
    private @Nullable Throwable failure;

    Conversation(Script script) {
        this.script = script;
    }

    // -- the asking side

    /**
     * Has the body go on until it yields or ends.
     *
     * @param value what its yield returns
     * @param raise what its yield throws instead, or null
     * @return true if it has yielded {@link #output()}, false if it has ended; what it fails with is thrown
     */
    boolean proceed(@Nullable Object value, @Nullable Throwable raise) {
        boolean begun = state != State.NEW;
        if (!begin()) {
            if (raise != null) throw Sneaky.rethrow(raise);
            return false;
        }
        if (!begun && raise != null) {
            end();
            throw Sneaky.rethrow(raise);
        }
        try {
            return converse(value, raise);
        } finally {
            stop();
        }
    }

    /** Makes it this caller's turn; false if the body has ended. */
    private boolean begin() {
        while (true) {
            State found = state;
            switch (found) {
                case ENDED -> {
                    return false;
                }
                case RUNNING ->
                    throw new IllegalStateException("the generator is running, and cannot be asked to go on");
                case DELEGATED_TO ->
                    throw new IllegalStateException("another generator delegates to this one until it ends");
                case NEW, STOPPED -> {
                    innermost.strand.requireResumable();
                    if (STATE.compareAndSet(this, found, State.RUNNING)) return true;
                }
            }
        }
    }

    private void stop() {
        if (strand.ended()) end();
        else state = State.STOPPED;
    }

    private void end() {
        state = State.ENDED;
        script = null;
    }

    private boolean converse(@Nullable Object value, @Nullable Throwable raise) {
        Object saying = value;
        Throwable raising = raise;
        while (true) {
            Conversation asked = innermost;
            asked.input = saying;
            asked.raised = raising;
            asked.strand.resume();
            if (asked.strand.ended()) {
                saying = asked.result;
                raising = asked.failure;
                if (asked == this) return ended(raising);
                asked.end();
                exitsIgnored += asked.exitsIgnored;
                // A body that is being closed is not to go on where it delegated, even if the delegate just returned.
                if (closing && raising == null) raising = new GeneratorExit();
                innermost = Objects.requireNonNull(asked.outside);
                innermost.delegate = null;
                innermost.delegateHeld = null;
            } else if (asked.delegate != null) {
                innermost = asked.delegate.innermost;
                saying = null;
                raising = null;
            } else {
                output = asked.output;
                asked.output = asked == this ? output : null;
                return true;
            }
        }
    }

    private static boolean ended(@Nullable Throwable failure) {
        if (failure == null) return false;
        if (!(failure instanceof Cancelled || failure instanceof GeneratorExit)) AskedAt.mark(failure);
        throw Sneaky.rethrow(failure);
    }

    /** Has the body end where it has stopped. What it fails with is thrown. */
    void close() {
        if (state == State.NEW && STATE.compareAndSet(this, State.NEW, State.ENDED)) {
            script = null;
            return;
        }
        if (!begin()) return;
        for (Conversation each = innermost; each != null; each = each.outside) each.closing = true;
        boolean givenUp = false;
        try {
            givenUp = converse(null, new GeneratorExit());
        } catch (GeneratorExit expected) {
            // It has let it pass.
        } finally {
            stop();
        }
        if (givenUp) end();
        if (exitsIgnored > 0) {
            throw new IllegalStateException("the generator has yielded while it was being closed"
                    + (givenUp ? ", again and again: it is given up where it is" : ""));
        }
    }

    /** Nobody holds the generator any longer. Any thread. */
    void abandoned() {
        if (state != State.STOPPED) return;
        EventLoop home = strand.home();
        if (home == null) {
            Thread.ofVirtual().name("closing an abandoned generator").start(this::close);
        } else {
            home.callSoonThreadsafe(() -> home.createTask(this::close).name("closing an abandoned generator"));
        }
    }

    boolean isNew() {
        return state == State.NEW;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** Takes what the body has yielded. */
    @Nullable
    Object output() {
        Object yielded = output;
        output = null;
        return yielded;
    }

    /** Whether the body has ended by returning. */
    boolean hasReturned() {
        return state == State.ENDED && strand.ended() && failure == null;
    }

    /** What the body has returned. */
    @Nullable
    Object result() {
        return result;
    }

    // -- the body's side

    private void perform() {
        try {
            result = Objects.requireNonNull(script).perform(this);
        } catch (EndOfGenerator ofAnother) {
            failure = new IllegalStateException("a generator that the body uses has come to its end", ofAnother);
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    /** Hands a value out, and stops until it is asked to go on; returns what it is told then. */
    @Nullable
    Object yield(@Nullable Object value) {
        checkMayYield();
        output = value;
        strand.suspend();
        return listen();
    }

    /** Lets another generator answer until that one has ended; returns what it has returned. */
    @Nullable
    Object yieldFrom(Object generator, Conversation other) {
        checkMayYield();
        State before = other.state;
        if (!other.begin()) return other.result;
        other.state = State.DELEGATED_TO;
        other.outside = this;
        delegate = other;
        delegateHeld = generator;
        try {
            strand.suspend();
        } catch (IllegalStateException refused) {
            other.state = before;
            other.outside = null;
            delegate = null;
            delegateHeld = null;
            throw refused;
        }
        return listen();
    }

    private void checkMayYield() {
        if (!strand.isCurrent()) throw new IllegalStateException("only the generator's own body can yield");
        if (closing && exitsIgnored++ < MOST_EXITS) throw new GeneratorExit();
    }

    private @Nullable Object listen() {
        Throwable throwing = raised;
        Object told = input;
        raised = null;
        input = null;
        if (throwing != null) throw Sneaky.rethrow(throwing);
        return told;
    }
}
