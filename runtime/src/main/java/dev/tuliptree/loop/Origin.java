package dev.tuliptree.loop;

import org.jspecify.annotations.Nullable;

/** Which line of the user's program called into the library. */
final class Origin {
    private static final String LIBRARY = "dev.tuliptree.";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Origin() {}

    /** The innermost frame of the calling thread that is not the library's. */
    static @Nullable StackTraceElement caller() {
        return WALKER.walk(frames -> frames.dropWhile(frame -> isLibrary(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
    }

    private static boolean isLibrary(String className) {
        return className.startsWith(LIBRARY + "loop.")
                || className.startsWith(LIBRARY + "combine.")
                || className.startsWith(LIBRARY + "sync.")
                || className.startsWith(LIBRARY + "net.")
                || (className.startsWith(LIBRARY) && className.indexOf('.', LIBRARY.length()) < 0);
    }
}
