package dev.tuliptree.engine.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tuliptree.engine.linux.Calls;
import dev.tuliptree.engine.linux.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * One instance of io_uring: a queue of submissions to the kernel and one of completions from it, in memory shared with
 * it. See io_uring(7). It serves the thread that made it: to any other the kernel answers {@link #NOT_THIS_THREAD}.
 *
 * <p>The kernel works on its submissions inside of {@link #enter} alone, and nowhere else: between two calls it reads
 * and writes no memory of theirs.
 */
final class Ring {
    /** What {@link #enter} returns to a thread that is not the ring's (EEXIST). */
    static final int NOT_THIS_THREAD = -17;

    private static final int EINVAL = 22;

    private static final int SUBMISSIONS = 256;
    private static final int MOST_FOR_AN_ORDER = 4;

    /** What finds no room the kernel keeps, at a price. */
    private static final int COMPLETIONS = 4096;

    // For io_uring_setup(2).
    private static final int SETUP_CQSIZE = 1 << 3;
    private static final int SETUP_SUBMIT_ALL = 1 << 7;
    private static final int SETUP_TASKRUN_FLAG = 1 << 9;
    private static final int SETUP_SINGLE_ISSUER = 1 << 12;
    private static final int SETUP_DEFER_TASKRUN = 1 << 13;
    private static final int SETUP =
            SETUP_CQSIZE | SETUP_SUBMIT_ALL | SETUP_TASKRUN_FLAG | SETUP_SINGLE_ISSUER | SETUP_DEFER_TASKRUN;

    private static final int FEATURE_NO_IOWAIT = 1 << 17;

    // For io_uring_enter(2).
    private static final int ENTER_GETEVENTS = 1;
    private static final int ENTER_EXT_ARG = 1 << 3;
    private static final int ENTER_NO_IOWAIT = 1 << 7;

    /** What the kernel says in the flags of the submissions: it has completions that found no room, or work to do. */
    private static final int SQ_CQ_OVERFLOW = 1 << 1;

    private static final int SQ_CALLS = SQ_CQ_OVERFLOW | 1 << 2;

    private static final long OFFSET_OF_SUBMISSIONS = 0x10000000;
    private static final int SUBMISSION = 64;
    private static final int COMPLETION = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final VarHandle INT = JAVA_INT.varHandle();

    private final Calls calls;
    final int descriptor;
    private final int waitFlags;

    private final MemorySegment shared;
    private final MemorySegment submissions;

    private final long submissionHead;
    private final long submissionTail;
    private final long submissionFlags;
    private final int submissionMask;
    private int tail;

    private final long completionHead;
    private final long completionTail;
    private final long completions;
    private final int completionMask;
    private int head;
    private int knownCompletionTail;

    /** The structures {@code io_uring_getevents_arg} and {@code __kernel_timespec}. */
    private final MemorySegment wait = Arena.ofAuto().allocate(24 + 16, 8);

    private final MemorySegment waitArgument = wait.asSlice(0, 24);

    // The completion that was taken last.
    long tag;
    int result;
    private int flags;

    Ring(Calls calls) throws IOException {
        this.calls = calls;
        MemorySegment parameters = Arena.ofAuto().allocate(120, 8);
        parameters.set(JAVA_INT, 4, COMPLETIONS);
        parameters.set(JAVA_INT, 8, SETUP);
        descriptor = calls.setUpRing(SUBMISSIONS, parameters);
        if (descriptor < 0) throw refusal(-descriptor);
        waitFlags = ENTER_GETEVENTS
                | ENTER_EXT_ARG
                | ((parameters.get(JAVA_INT, 20) & FEATURE_NO_IOWAIT) != 0 ? ENTER_NO_IOWAIT : 0);
        int entries = parameters.get(JAVA_INT, 0);
        long array = parameters.get(JAVA_INT, 64);
        long completionsAt = parameters.get(JAVA_INT, 100);
        long bytes = Math.max(array + entries * 4L, completionsAt + (long) parameters.get(JAVA_INT, 4) * COMPLETION);
        try {
            shared = calls.map(descriptor, 0, bytes);
        } catch (IOException e) {
            Calls.close(descriptor);
            throw e;
        }
        try {
            submissions = calls.map(descriptor, OFFSET_OF_SUBMISSIONS, (long) entries * SUBMISSION);
        } catch (IOException e) {
            Calls.unmap(shared);
            Calls.close(descriptor);
            throw e;
        }
        submissionHead = parameters.get(JAVA_INT, 40);
        submissionTail = parameters.get(JAVA_INT, 44);
        submissionMask = shared.get(JAVA_INT, parameters.get(JAVA_INT, 48));
        submissionFlags = parameters.get(JAVA_INT, 56);
        completionHead = parameters.get(JAVA_INT, 80);
        completionTail = parameters.get(JAVA_INT, 84);
        completionMask = shared.get(JAVA_INT, parameters.get(JAVA_INT, 88));
        completions = completionsAt;
        // Each place in the queue stands for the submission of the same number, for good.
        for (int i = 0; i < entries; i++) shared.set(JAVA_INT, array + i * 4L, i);
        wait.set(JAVA_LONG, 16, wait.address() + 24);
    }

    /** Why there is no ring, after "the kernel refuses". */
    static IOException refusal(int errno) {
        return switch (errno) {
            case EINVAL -> new IOException("its io_uring is older than that of Linux 6.1");
            case Errno.EPERM ->
                new IOException("io_uring is forbidden by a policy (seccomp, kernel.io_uring_disabled)");
            case Errno.ENOSYS -> new IOException("it has no io_uring, or a policy (seccomp) hides it");
            default -> Errno.whenOpening(errno);
        };
    }

    // -- submissions

    /** Whether there is room for what one order comes to, {@value #MOST_FOR_AN_ORDER} submissions at most. */
    boolean hasRoom() {
        return tail - (int) INT.getAcquire(shared, submissionHead) <= submissionMask + 1 - MOST_FOR_AN_ORDER;
    }

    /** Writes a submission where there is room for it, all of it zero but this. Returns where it is. */
    private long begin(int operation, int file, long tag) {
        long at = (long) (tail & submissionMask) * SUBMISSION;
        for (int i = 0; i < SUBMISSION; i += 8) submissions.set(JAVA_LONG, at + i, 0);
        submissions.set(JAVA_BYTE, at, (byte) operation);
        submissions.set(JAVA_INT, at + 4, file);
        submissions.set(JAVA_LONG, at + 32, tag);
        tail++;
        return at;
    }

    private static final int OP_POLL_ADD = 6;
    private static final int OP_ASYNC_CANCEL = 14;

    private static final int OP_RECV = 27;

    private static final int POLL_ADD_MULTI = 1;
    private static final short POLL_FIRST_AND_GO_ON = 1 | 1 << 1;
    private static final byte BUFFER_SELECT = 1 << 5;
    private static final byte CQE_SKIP_SUCCESS = 1 << 6;

    /** Tells of events at a descriptor, each time that something has changed; or once. */
    void poll(int file, int events, boolean once, long tag) {
        long at = begin(OP_POLL_ADD, file, tag);
        submissions.set(JAVA_INT, at + 24, once ? 0 : POLL_ADD_MULTI);
        submissions.set(JAVA_INT, at + 28, events);
    }

    /** Receives, each time that there is something, into one of the buffers that the kernel has. */
    void receive(int file, long tag) {
        long at = begin(OP_RECV, file, tag);
        submissions.set(JAVA_BYTE, at + 1, BUFFER_SELECT);
        submissions.set(JAVA_SHORT, at + 2, POLL_FIRST_AND_GO_ON);
    }

    /** Ends an operation, which completes with an error if it has not completed yet. */
    void cancel(long cancelled, long tag) {
        long at = begin(OP_ASYNC_CANCEL, -1, tag);
        submissions.set(JAVA_BYTE, at + 1, CQE_SKIP_SUCCESS);
        submissions.set(JAVA_LONG, at + 16, cancelled);
    }

    // -- the kernel's turn

    /** Whether the kernel has anything to do that {@link #enter} would have it do. */
    boolean isIdle() {
        return tail == (int) INT.getAcquire(shared, submissionHead)
                && ((int) INT.getAcquire(shared, submissionFlags) & SQ_CALLS) == 0;
    }

    /** Hands over what was submitted, without waiting for anything. Returns {@code -errno} if that fails. */
    int submit() {
        return enter(0, 0, MemorySegment.NULL);
    }

    /** Hands over what was submitted, and takes what has completed. */
    int look() {
        return enter(0, ENTER_GETEVENTS, MemorySegment.NULL);
    }

    /** Hands over what was submitted, and waits until something has completed, or for so long; below 0 without end. */
    int await(long timeoutNanos) {
        if (timeoutNanos < 0) return enter(1, waitFlags & ~ENTER_EXT_ARG, MemorySegment.NULL);
        wait.set(JAVA_LONG, 24, timeoutNanos / NANOS_PER_SECOND);
        wait.set(JAVA_LONG, 32, timeoutNanos % NANOS_PER_SECOND);
        return enter(1, waitFlags, waitArgument);
    }

    private int enter(int least, int how, MemorySegment argument) {
        INT.setRelease(shared, submissionTail, tail);
        int toSubmit = tail - (int) INT.getAcquire(shared, submissionHead);
        return calls.enterRing(descriptor, toSubmit, least, how, argument);
    }

    // -- completions

    private static final int CQE_BUFFER = 1;
    private static final int CQE_MORE = 1 << 1;
    private static final int CQE_BUFFER_SHIFT = 16;

    boolean hasCompletions() {
        return head != (int) INT.getAcquire(shared, completionTail);
    }

    /** Takes the next completion, whose contents are in the fields then; false if there is none. */
    boolean take() {
        if (head == knownCompletionTail) {
            INT.setRelease(shared, completionHead, head);
            knownCompletionTail = (int) INT.getAcquire(shared, completionTail);
            if (head == knownCompletionTail) return false;
        }
        long at = completions + (long) (head & completionMask) * COMPLETION;
        tag = shared.get(JAVA_LONG, at);
        result = shared.get(JAVA_INT, at + 8);
        flags = shared.get(JAVA_INT, at + 12);
        head++;
        return true;
    }

    /** Whether more completions will come of the same submission. */
    boolean goesOn() {
        return (flags & CQE_MORE) != 0;
    }

    /** The buffer that the kernel took, or none. */
    int buffer() {
        return (flags & CQE_BUFFER) != 0 ? flags >>> CQE_BUFFER_SHIFT : Buffers.NONE;
    }

    /** Whether there are completions that had found no room; if so, has the kernel bring them. */
    boolean hasCompletionsLeft() {
        if (((int) INT.getAcquire(shared, submissionFlags) & SQ_CQ_OVERFLOW) == 0) return false;
        return look() >= 0 && hasCompletions();
    }

    // -- the rest

    /** Called once, by any thread. What is still under way the kernel cancels, in its own time. */
    void close() {
        Calls.close(descriptor);
        Calls.unmap(submissions);
        Calls.unmap(shared);
    }
}
