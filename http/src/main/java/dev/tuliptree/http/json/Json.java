package dev.tuliptree.http.json;

import java.io.IOException;

/** Turns objects into JSON and back. Any thread. */
public final class Json {
    private Json() {}

    /**
     * The JSON of an object: a record, a map, a list, or whatever else Jackson knows.
     *
     * @throws IllegalArgumentException if it has none
     * @throws IllegalStateException if Jackson is missing
     */
    public static byte[] encode(Object value) {
        return present(() -> Jackson.encode(value));
    }

    /**
     * The object that JSON stands for.
     *
     * @throws IOException if it is malformed, or stands for something else; says where
     * @throws IllegalStateException if Jackson is missing
     */
    public static <T> T decode(byte[] json, Class<T> type) throws IOException {
        return present(() -> Jackson.decode(json, type));
    }

    private interface Work<T, X extends Exception> {
        T run() throws X;
    }

    private static <T, X extends Exception> T present(Work<T, X> work) throws X {
        try {
            return work.run();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "JSON needs Jackson 3: add tools.jackson.core:jackson-databind to the class path", e);
        }
    }

    /** Whether a Content-Type says that it is JSON. */
    public static boolean isJson(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
        return type.equalsIgnoreCase("application/json")
                || (type.regionMatches(true, 0, "application/", 0, 12)
                        && type.regionMatches(true, type.length() - 5, "+json", 0, 5));
    }
}
