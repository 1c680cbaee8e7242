package dev.tuliptree.gallery.faces;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes faces, slowly: something to watch while functions run. */
public final class Faces {
    private static final List<String> EYES = List.of("•", "◦", "°", "^", "*", "~", "◉", "★", "✿", "♦");
    private static final List<String> MOUTHS = List.of("‿", "_", "ω", "▿", "o", "⌣", ".", "-", "w");

    private final RandomGenerator random;

    /**
     * A maker of faces.
     *
     * @param random decides on each face, and on the time it takes
     */
    public Faces(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Sleeps for less than a second, then makes a face. A checkpoint.
     *
     * @return two equal eyes with a mouth between them
     */
    public String make() {
        sleep(millis(random.nextInt(1000)));
        String eye = EYES.get(random.nextInt(EYES.size()));
        String mouth = MOUTHS.get(random.nextInt(MOUTHS.size()));
        return eye + mouth + eye;
    }
}
