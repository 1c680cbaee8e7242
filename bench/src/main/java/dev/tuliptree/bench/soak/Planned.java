package dev.tuliptree.bench.soak;

/** A failure that is part of the plan. */
final class Planned extends Exception {
    private static final long serialVersionUID = 1L;

    Planned() {
        super("planned");
    }
}
