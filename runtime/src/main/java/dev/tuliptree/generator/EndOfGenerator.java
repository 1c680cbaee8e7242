package dev.tuliptree.generator;

import java.io.Serial;
import java.util.NoSuchElementException;

/**
 * Raised to whoever asks a {@link Cogenerator} to go on after its body has come to its end. After Python's
 * {@code StopIteration}.
 */
public final class EndOfGenerator extends NoSuchElementException {
    @Serial
    private static final long serialVersionUID = 1L;

    EndOfGenerator() {
        super("the generator has come to its end");
    }
}
