package dev.tuliptree.engine.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.Engines;
import dev.tuliptree.engine.linux.OnLinux;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The best engine is the one on io_uring where the kernel lets it be used, and else the one on epoll. */
@OnLinux
class PreferenceTest {
    @Test
    void itIsTakenWhereItCanBeUsed() throws IOException {
        try (Engine engine = Engines.open(Engines.AUTO)) {
            assertThat(engine.name()).isEqualTo(UringIfAllowed.isAllowed() ? "io_uring" : "epoll");
        }
    }
}
