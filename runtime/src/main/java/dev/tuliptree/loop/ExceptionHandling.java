package dev.tuliptree.loop;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who is told of failures that concern nobody in particular: a handler of the program's, or else the log. */
final class ExceptionHandling {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    private @Nullable BiConsumer<String, Throwable> handler;

    void set(@Nullable BiConsumer<String, Throwable> handler) {
        this.handler = handler;
    }

    @Nullable
    BiConsumer<String, Throwable> handler() {
        return handler;
    }

    void call(String what, Throwable failure) {
        BiConsumer<String, Throwable> chosen = handler;
        if (chosen == null) {
            log(what, failure);
            return;
        }
        try {
            chosen.accept(what, failure);
        } catch (Throwable worse) {
            if (worse != failure) worse.addSuppressed(failure);
            log("the exception handler failed", worse);
        }
    }

    static void log(String what, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, what, failure);
    }
}
