package dev.tuliptree.engine.uring;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.linux.LinuxProvider;
import java.io.IOException;

/**
 * Offers the engine on Linux's io_uring under the name {@code io_uring}. It is for x86-64 and aarch64, needs a kernel
 * since 6.1 whose policy lets io_uring through, and {@code --enable-native-access}, without which the JDK warns.
 */
public final class UringProvider extends LinuxProvider {
    static final String NAME = "io_uring";

    /** Made by the service loader. */
    public UringProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    /** Above epoll: it saves calls on streams. Datagrams and accepting cost one more, which weighs less. */
    @Override
    public int preference() {
        return 20;
    }

    @Override
    public Engine open() throws IOException {
        return new UringEngine();
    }
}
