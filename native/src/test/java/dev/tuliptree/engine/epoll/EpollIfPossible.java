package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineProvider;
import dev.tuliptree.engine.Engines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** For tests that run on epoll where there is one, and else on the best engine there is, so that they pass anywhere. */
public final class EpollIfPossible implements EngineProvider {
    /** Made by the service loader. */
    public EpollIfPossible() {}

    @Override
    public String name() {
        return "epoll-if-possible";
    }

    @Override
    public @Nullable String obstacle() {
        return null;
    }

    @Override
    public Engine open() throws IOException {
        return Engines.open(new EpollProvider().obstacle() == null ? EpollProvider.NAME : Engines.AUTO);
    }
}
