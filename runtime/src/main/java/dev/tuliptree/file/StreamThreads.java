package dev.tuliptree.file;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which blocking streams are read and written. They belong to the process, not to a loop: a read cannot
 * be taken back, and may last longer than the loop that began it. Nothing waits in line here, since what is before it
 * might never end; beyond the limit there is an error. Any thread.
 */
final class StreamThreads {
    private static final System.Logger LOG = System.getLogger(StreamThreads.class.getName());

    /** The system property that says how many streams can be waited for at once. */
    private static final String PROPERTY = "tuliptree.stream.threads";

    private static final int MOST = Integer.getInteger(PROPERTY, 256);
    private static final long IDLE_SECONDS = 10;

    private static final Semaphore FREE = new Semaphore(MOST);
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name("tuliptree-stream-", 1)
                    .factory());

    private StreamThreads() {}

    /** Runs a read or a write, at once. */
    static void execute(Runnable work) throws IOException {
        if (!FREE.tryAcquire()) {
            throw new IOException("there are " + MOST
                    + " blocking streams already that are being read or written: see the system property " + PROPERTY);
        }
        boolean begun = false;
        try {
            THREADS.execute(() -> {
                try {
                    work.run();
                } finally {
                    FREE.release();
                }
            });
            begun = true;
        } finally {
            if (!begun) FREE.release();
        }
    }

    /** Closes a stream at once or, if it blocks, some time; it may have to wait for a read that is under way. */
    static void close(Closeable stream) {
        THREADS.execute(() -> {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing a blocking stream failed", e);
            }
        });
    }
}
