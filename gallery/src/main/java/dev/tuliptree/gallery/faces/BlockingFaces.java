package dev.tuliptree.gallery.faces;

import static dev.tuliptree.Async.checkCancelled;
import static dev.tuliptree.Async.millis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Makes faces as {@link Faces} does, but blocks its thread meanwhile: for blocks given to {@code toThread}. */
public final class BlockingFaces {
    private final RandomGenerator random;
    private final Nap nap;

    BlockingFaces(RandomGenerator random, Nap nap) {
        this.random = random;
        this.nap = nap;
    }

    /**
     * Blocks for less than a second, then makes a face.
     *
     * @return two equal eyes with a mouth between them
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.tuliptree.Cancelled if the task that waits for the thread was cancelled: the visitor has left
     */
    public String make() throws InterruptedException {
        checkCancelled();
        nap.sleep(millis(random.nextInt(1000)));
        return Faces.face(random);
    }

    /** How a thread sleeps: {@code Thread::sleep}, but for tests. */
    @FunctionalInterface
    public interface Nap {
        /**
         * Blocks the thread.
         *
         * @param time for how long
         * @throws InterruptedException if the thread is interrupted
         */
        void sleep(Duration time) throws InterruptedException;
    }
}
