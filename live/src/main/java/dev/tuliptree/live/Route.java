package dev.tuliptree.live;

/**
 * What a handler is for. The text form decides: with a space, a DOM event of the elements that a CSS selector matches,
 * split at the last space; one of three reserved words, an event in the life of the connection; else a message that the
 * page's own scripts send.
 */
sealed interface Route {

    /** The text form, which is also what the page sends. */
    String name();

    /** An event of the page's elements, caught by our script. */
    record DomEvent(String selector, String event) implements Route {
        @Override
        public String name() {
            return selector + " " + event;
        }
    }

    /** A message of the page's own scripts. */
    record Custom(String name) implements Route {}

    /** What happens to the connection itself. */
    record Lifecycle(String name) implements Route {}

    /** Routes of our own script, which no page may use. */
    String RESERVED_PREFIX = "live.";

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Route parse(String text) {
        String route = text.strip();
        if (route.isEmpty()) throw new IllegalArgumentException("a route needs a name");
        int space = lastWhitespace(route);
        if (space >= 0) {
            return new DomEvent(route.substring(0, space).strip(), route.substring(space + 1));
        }
        if (route.startsWith(RESERVED_PREFIX)) {
            throw new IllegalArgumentException("routes that begin with \"live.\" are reserved: " + route);
        }
        return switch (route) {
            case LiveApp.CONNECTION_MADE, LiveApp.DOCUMENT_READY, LiveApp.CONNECTION_LOST -> new Lifecycle(route);
            default -> new Custom(route);
        };
    }

    private static int lastWhitespace(String text) {
        int i = text.length() - 1;
        while (i >= 0 && !Character.isWhitespace(text.charAt(i))) i--;
        return i;
    }
}
