package dev.tuliptree.http;

/**
 * A key under which a middleware leaves something with a request, for handlers to find: the user who signed in, say.
 * Two keys are the same only if they are the same object, so keep one in a constant.
 *
 * <pre>{@code
 * static final Attribute<User> USER = Attribute.named("user");
 * }</pre>
 *
 * @param <T> the type of what is left under it
 */
@SuppressWarnings("UnusedTypeParameter") // It ties what goes in to what comes out.
public final class Attribute<T> {
    private final String name;

    private Attribute(String name) {
        this.name = name;
    }

    /**
     * A new key.
     *
     * @param name what it is called in messages
     */
    public static <T> Attribute<T> named(String name) {
        return new Attribute<>(name);
    }

    /** What it is called. */
    @Override
    public String toString() {
        return name;
    }
}
