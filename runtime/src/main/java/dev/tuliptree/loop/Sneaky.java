package dev.tuliptree.loop;

/** Throws checked exceptions where the compiler cannot know of them: the very exception of a task, unwrapped. */
public final class Sneaky {
    private Sneaky() {}

    /**
     * Throws what it is given.
     *
     * @param failure what to throw
     * @return never; so that callers can write {@code throw rethrow(e)}
     */
    public static RuntimeException rethrow(Throwable failure) {
        throw Sneaky.<RuntimeException>raise(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is the trick: it is erased.
    private static <X extends Throwable> RuntimeException raise(Throwable failure) throws X {
        throw (X) failure;
    }
}
