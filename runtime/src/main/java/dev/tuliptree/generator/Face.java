package dev.tuliptree.generator;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** What of a generator the program holds. When it holds it no longer, the body is closed. */
abstract sealed class Face permits Generator, Cogenerator {
    /** Made when the first generator begins. */
    private static final class Watch {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Conversation conversation;
    private Cleaner.@Nullable Cleanable watched;

    Face(Conversation conversation) {
        this.conversation = conversation;
    }

    final Conversation conversation() {
        return conversation;
    }

    /** See {@link Conversation#proceed}. */
    final boolean proceed(@Nullable Object value, @Nullable Throwable raise) {
        // Before it has begun and after it has ended, there is nothing to close.
        if (watched == null) watched = Watch.CLEANER.register(this, conversation::abandoned);
        try {
            return conversation.proceed(value, raise);
        } finally {
            unwatchIfEnded();
            Reference.reachabilityFence(this);
        }
    }

    final void closeBody() {
        try {
            conversation.close();
        } finally {
            unwatchIfEnded();
            Reference.reachabilityFence(this);
        }
    }

    private void unwatchIfEnded() {
        if (watched != null && conversation.isEnded()) watched.clean();
    }
}
