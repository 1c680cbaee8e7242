package dev.tuliptree.engine;

/** Told once, on the loop thread from within {@link Engine#poll}, that an operation is worth trying again. */
@FunctionalInterface
public interface Readiness {
    /** The operation is worth trying again. Must not block, and must not throw. */
    void ready();
}
