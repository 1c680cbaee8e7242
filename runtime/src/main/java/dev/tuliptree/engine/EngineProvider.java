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
     * Opens an engine for one loop.
     *
     * @return the engine
     * @throws IOException if the system refuses
     */
    Engine open() throws IOException;
}
