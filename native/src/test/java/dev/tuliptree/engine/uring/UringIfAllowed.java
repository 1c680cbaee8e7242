package dev.tuliptree.engine.uring;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineProvider;
import dev.tuliptree.engine.Engines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** For tests that run on io_uring where that can be used, and else on the best engine there is. */
public final class UringIfAllowed implements EngineProvider {
    /** Made by the service loader. */
    public UringIfAllowed() {}

    static boolean isAllowed() {
        return new UringProvider().obstacle() == null;
    }

    @Override
    public String name() {
        return "io_uring-if-allowed";
    }

    @Override
    public @Nullable String obstacle() {
        return null;
    }

    @Override
    public Engine open() throws IOException {
        return Engines.open(isAllowed() ? UringProvider.NAME : Engines.AUTO);
    }
}
