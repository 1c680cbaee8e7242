package dev.tuliptree.live;

import java.util.Objects;

/**
 * A file that a page's user has chosen and that can be asked for with {@link Client#open}. All of it is what the page
 * says, and need not be so: the name is for showing, never for opening files.
 *
 * @param ref what the page calls it
 * @param name what its user calls it, without folders
 * @param size how large it is, in bytes
 * @param type its MIME type; empty if the browser does not know it
 */
public record UploadFile(long ref, String name, long size, String type) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public UploadFile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        if (size < 0) throw new IllegalArgumentException("the size of a file is negative");
    }
}
