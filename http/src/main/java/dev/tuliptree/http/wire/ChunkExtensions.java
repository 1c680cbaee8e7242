package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * Checks what may stand between a chunk's size and its line end (RFC 9112, 7.1.1): {@code *( BWS ";" BWS name [ BWS "="
 * BWS value ] )}, the value a token or a quoted string. The content is of no use to anybody, but a reader that skips it
 * carelessly sees other line ends than its neighbours.
 */
final class ChunkExtensions {
    private enum State {
        BEFORE_SEMICOLON,
        BEFORE_NAME,
        NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        VALUE,
        QUOTED,
        ESCAPED,
        AFTER_VALUE
    }

    private State state = State.BEFORE_SEMICOLON;

    void start() {
        state = State.BEFORE_SEMICOLON;
    }

    /** Takes the next byte, which is not the CR of the line end; returns whether it may stand there. */
    boolean accept(byte b) {
        boolean blank = b == ' ' || b == '\t';
        @Nullable
        State next = switch (state) {
            case BEFORE_SEMICOLON -> blank ? state : b == ';' ? State.BEFORE_NAME : null;
            case BEFORE_NAME -> blank ? state : Bytes.isToken(b) ? State.NAME : null;
            case NAME -> Bytes.isToken(b) ? state : afterName(b);
            case AFTER_NAME -> afterName(b);
            case BEFORE_VALUE -> blank ? state : b == '"' ? State.QUOTED : Bytes.isToken(b) ? State.VALUE : null;
            case VALUE -> Bytes.isToken(b) ? state : afterValue(b);
            case AFTER_VALUE -> afterValue(b);
            case QUOTED ->
                switch (b) {
                    case '"' -> State.AFTER_VALUE;
                    case '\\' -> State.ESCAPED;
                    default -> isText(b) ? state : null;
                };
            case ESCAPED -> isText(b) ? State.QUOTED : null;
        };
        if (next == null) {
            return false;
        }
        state = next;
        return true;
    }

    /** Whether the line may end here. White space that leads to nothing may not stand at its end. */
    boolean mayEnd() {
        return switch (state) {
            case NAME, VALUE, AFTER_VALUE -> true;
            case BEFORE_SEMICOLON, BEFORE_NAME, AFTER_NAME, BEFORE_VALUE, QUOTED, ESCAPED -> false;
        };
    }

    private static @Nullable State afterName(byte b) {
        return switch (b) {
            case ' ', '\t' -> State.AFTER_NAME;
            case '=' -> State.BEFORE_VALUE;
            case ';' -> State.BEFORE_NAME;
            default -> null;
        };
    }

    private static @Nullable State afterValue(byte b) {
        return switch (b) {
            case ' ', '\t' -> State.BEFORE_SEMICOLON;
            case ';' -> State.BEFORE_NAME;
            default -> null;
        };
    }

    private static boolean isText(byte b) {
        return b == '\t' || !Bytes.isControl(b);
    }
}
