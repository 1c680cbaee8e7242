package dev.tuliptree.http.client;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.http.stream.BodyInput;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.wire.BodyDecoder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of a response. How large it may be is the reader's affair. */
final class ResponseBodyInput extends BodyInput {
    private final Inlet inlet;
    private final Duration stallTimeout;

    ResponseBodyInput(Inlet inlet, BodyDecoder decoder, Duration stallTimeout) {
        super(inlet, decoder, Long.MAX_VALUE);
        this.inlet = inlet;
        this.stallTimeout = stallTimeout;
    }

    @Override
    protected boolean receive() throws IOException {
        return moveOnAfter(stallTimeout, () -> Boolean.valueOf(inlet.receive()))
                .orElseThrow(() -> new SocketTimeoutException(
                        "the server has sent nothing for " + stallTimeout.toSeconds() + " s"));
    }

    @Override
    protected IOException tooLarge() {
        throw new IllegalStateException("there is no limit");
    }
}
