package dev.tuliptree.gallery.faces;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes faces, slowly: something to watch while functions run. Loop thread only. */
public final class Faces {
    private static final List<String> EYES = List.of("•", "◦", "°", "^", "*", "~", "◉", "★", "✿", "♦");
    private static final List<String> MOUTHS = List.of("‿", "_", "ω", "▿", "o", "⌣", ".", "-", "w");

    private final RandomGenerator random;
    private final BlockingFaces.Nap nap;

    /**
     * A maker of faces.
     *
     * @param random decides on each face, and on the time it takes
     */
    public Faces(RandomGenerator random) {
        this(random, Thread::sleep);
    }

    /**
     * A maker of faces, for tests that do not want to wait for {@link #blocking} ones.
     *
     * @param random decides on each face, and on the time it takes
     * @param nap how a thread sleeps
     */
    public Faces(RandomGenerator random, BlockingFaces.Nap nap) {
        this.random = random;
        this.nap = nap;
    }

    /**
     * Sleeps for less than a second, then makes a face. A checkpoint.
     *
     * @return two equal eyes with a mouth between them
     */
    public String make() {
        sleep(millis(random.nextInt(1000)));
        return face(random);
    }

    /**
     * The same for other threads: a maker that blocks, with chances of its own, so that nothing is shared with them.
     *
     * @return the maker
     */
    public BlockingFaces blocking() {
        return new BlockingFaces(new SplittableRandom(random.nextLong()), nap);
    }

    static String face(RandomGenerator random) {
        String eye = EYES.get(random.nextInt(EYES.size()));
        String mouth = MOUTHS.get(random.nextInt(MOUTHS.size()));
        return eye + mouth + eye;
    }
}
