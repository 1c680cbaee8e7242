package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.linux.LinuxProvider;
import java.io.IOException;

/**
 * Offers the engine on Linux's epoll under the name {@code epoll}. It is for x86-64 and aarch64, and needs
 * {@code --enable-native-access}, without which the JDK warns.
 */
public final class EpollProvider extends LinuxProvider {
    static final String NAME = "epoll";

    /** Made by the service loader. */
    public EpollProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public Engine open() throws IOException {
        return new EpollEngine();
    }
}
