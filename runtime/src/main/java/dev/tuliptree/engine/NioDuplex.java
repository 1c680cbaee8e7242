package dev.tuliptree.engine;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/** A channel on which one may wait to read and, beside that, to write. */
abstract class NioDuplex extends NioChannel {
    private @Nullable Readiness readable;
    private @Nullable Readiness writable;

    NioDuplex(NioEngine engine, SelectableChannel channel) {
        super(engine, channel);
    }

    /** What the selector is to look for on behalf of someone who waits to read. */
    abstract int readInterest();

    /** What the selector is to look for on behalf of someone who waits to write. */
    abstract int writeInterest();

    public final void onReadable(@Nullable Readiness readiness) {
        readable = replace(readable, readiness);
        if (readiness != null) addInterest(readInterest());
    }

    public final void onWritable(@Nullable Readiness readiness) {
        writable = replace(writable, readiness);
        if (readiness != null) addInterest(writeInterest());
    }

    final boolean isReadAwaited() {
        return readable != null;
    }

    final void tellReadable() {
        Readiness told = readable;
        readable = replace(readable, null);
        if (told != null) told.ready();
    }

    final void tellWritable() {
        Readiness told = writable;
        writable = replace(writable, null);
        if (told != null) told.ready();
    }

    /** Drops the requests there are; nobody is told. */
    final void forgetRequests() {
        readable = replace(readable, null);
        writable = replace(writable, null);
    }

    @Override
    final void readyForError() {
        tellReadable();
        tellWritable();
    }
}
