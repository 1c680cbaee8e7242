package dev.tuliptree.process;

import java.nio.file.Path;

/** Where a child process has one of its standard streams from, or where it goes. */
public sealed interface Stdio {
    /** To or from this program, as a stream of the loop. */
    Stdio PIPED = Kind.PIPED;

    /** The very one that this process has. */
    Stdio INHERITED = Kind.INHERITED;

    /** Nothing comes in, or what goes out is thrown away. */
    Stdio NOTHING = Kind.NOTHING;

    /**
     * From a file, or into a file, which is made or replaced.
     *
     * @param path the file
     * @return the stream's other end
     */
    static Stdio file(Path path) {
        return new OfFile(path, false);
    }

    /**
     * To the end of a file, which is made if it is not there.
     *
     * @param path the file
     * @return the stream's other end
     */
    static Stdio append(Path path) {
        return new OfFile(path, true);
    }

    /** The ones that need no more to be said. */
    enum Kind implements Stdio {
        /** See {@link Stdio#PIPED}. */
        PIPED,
        /** See {@link Stdio#INHERITED}. */
        INHERITED,
        /** See {@link Stdio#NOTHING}. */
        NOTHING
    }

    /**
     * A file: see {@link Stdio#file} and {@link Stdio#append}.
     *
     * @param path the file
     * @param append whether what is in it stays there
     */
    record OfFile(Path path, boolean append) implements Stdio {}
}
