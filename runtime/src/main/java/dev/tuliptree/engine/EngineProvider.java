package dev.tuliptree.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Offers an engine under a name; found through {@link java.util.ServiceLoader}. Any thread. */
public interface EngineProvider {
    /**
     * The name to choose it by.
     *
     * @return a short word in lower case: {@code nio}
     */
    String name();

    /**
     * Whether it can be used here.
     *
     * @return null if it can, else a sentence that says why not
     */
    @Nullable
    String obstacle();

    /**
     * How good it is where it can be used, for {@link Engines#AUTO} to choose by. NIO counts as 0.
     *
     * @return the more the better; below 0 it is not chosen but by its name
     */
    default int preference() {
        return -1;
    }

    /**
     * Opens an engine for one loop.
     *
     * @return the engine
     * @throws IOException if the system refuses
     */
    Engine open() throws IOException;
}
