package dev.tuliptree.live;

/**
 * What a page sent is not what its handler asked for: a field is missing, or holds another kind of value. A handler may
 * let it pass: it is reported as any failure of a handler is, and the connection lives on.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
