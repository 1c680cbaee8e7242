package dev.tuliptree.http.client;

/** Is told how far a body has come. Runs on the loop's thread, and must not suspend. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (_, _) -> {};

    /**
     * More was moved.
     *
     * @param bytes how many so far, as they go over the connection
     * @param total how many there will be, -1 if that is not known
     */
    void moved(long bytes, long total);
}
