package dev.tuliptree.http;

/**
 * How much there may be in a form, besides what {@link ServerLimits#maxBodyBytes} says of all bodies.
 *
 * @param maxFields the fields, or the parts of a multipart body
 * @param maxPartHeaderBytes the headers of each part, and what stands before the first
 * @param maxPartHeaders the header lines of each part
 */
public record FormLimits(int maxFields, int maxPartHeaderBytes, int maxPartHeaders) {
    /** 1,000 fields, and 16 KiB of headers in 16 lines for each part. */
    public static final FormLimits DEFAULT = new FormLimits(1000, 16 << 10, 16);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public FormLimits {
        if (maxFields < 1 || maxPartHeaderBytes < 1 || maxPartHeaders < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }

    /** The same with another {@link #maxFields}. */
    public FormLimits withMaxFields(int count) {
        return new FormLimits(count, maxPartHeaderBytes, maxPartHeaders);
    }

    /** The same with other limits on the headers of each part. */
    public FormLimits withPartHeaders(int maxBytes, int maxLines) {
        return new FormLimits(maxFields, maxBytes, maxLines);
    }
}
