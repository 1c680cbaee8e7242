package dev.tuliptree.loop;

/**
 * A kind of work that blocks. Each loop does each kind in threads of its own, started on demand, so that work of one
 * kind that is stuck holds up no other. Kinds that are equal share their threads.
 *
 * @param name a short word for the names of the threads
 * @param most how many threads do such work at once; more work waits in line
 */
public record WorkerKind(String name, int most) {
    /** What users run with {@link dev.tuliptree.Async#toThread}; as many threads as Trio has. */
    static final WorkerKind ANY = new WorkerKind("worker", 40);

    /** What computes: as many threads as there are processors. */
    static final WorkerKind PROCESSOR =
            new WorkerKind("processor", Runtime.getRuntime().availableProcessors());

    /** Files, which the system reads and writes only while one waits. */
    public static final WorkerKind FILE = new WorkerKind("file", Integer.getInteger("tuliptree.file.threads", 16));

    /** Looking up names. */
    static final WorkerKind RESOLVER = new WorkerKind("resolver", 8);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there would be no thread at all
     */
    public WorkerKind {
        if (most < 1) throw new IllegalArgumentException("work needs at least one thread, not " + most);
    }
}
