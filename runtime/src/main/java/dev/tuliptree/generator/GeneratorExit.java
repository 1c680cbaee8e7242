package dev.tuliptree.generator;

import java.io.Serial;

/**
 * Raised in the body of a generator that is being closed, where it had stopped. The body should let it pass, tidying up
 * in {@code finally}; it cannot yield any more. It is an {@link Error}, so that {@code catch (Exception e)} does not
 * swallow it, and has no stack trace. After Python's {@code GeneratorExit}.
 */
public final class GeneratorExit extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    GeneratorExit() {
        super("the generator is being closed", null, false, false);
    }
}
