package dev.tuliptree.testing;

import dev.tuliptree.engine.Readiness;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Somebody's request to be told of one direction of a simulated socket, if there is one. */
final class Request {
    private final SimulatedNetwork network;
    private final BooleanSupplier worthTrying;
    private @Nullable Readiness asked;

    Request(SimulatedNetwork network, BooleanSupplier worthTrying) {
        this.network = network;
        this.worthTrying = worthTrying;
    }

    /** Takes a request in the place of an earlier one; null takes it back. */
    void ask(@Nullable Readiness readiness) {
        // Nothing that it waits for comes from outside, in real time.
        asked = network.traffic().waiting(this, readiness, () -> Traffic.Expected.NOTHING);
        if (asked != null && worthTrying.getAsBoolean()) network.at(network.now(), this::tellIfWorthTrying);
    }

    /** From within a poll. */
    void tellIfWorthTrying() {
        if (worthTrying.getAsBoolean()) tell();
    }

    /** From within a poll, whether it is worth trying or not. */
    void tell() {
        Readiness told = asked;
        asked = null;
        if (told != null) told.ready();
    }

    boolean isOpen() {
        return asked != null;
    }

    void forget() {
        ask(null);
    }
}
