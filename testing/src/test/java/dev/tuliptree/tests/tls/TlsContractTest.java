package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;

import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.StreamContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A stream under TLS keeps the contract of streams, from either end. */
class TlsContractTest {
    @TempDir
    Path directory;

    @LoopTest(schedules = 1)
    void overMemoryStreams() throws Exception {
        StreamContract.checkHalfCloseable(() -> {
            Tls tls = Tls.overMemory();
            return StreamContract.ends(tls.client(), tls.server());
        });
    }

    @LoopTest(schedules = 0, limit = 60)
    void overTcp() throws Exception {
        StreamContract.checkHalfCloseable(() -> {
            Tls tls = Tls.overTcp();
            return StreamContract.ends(tls.server(), tls.client());
        });
    }

    @LoopTest(schedules = 0)
    void overUnixStreams() throws Exception {
        Path path = directory.resolve("socket");
        StreamContract.checkWithoutResets(() -> {
            try (UnixListener listener = listenUnix(path)) {
                UnixStream here = openUnixStream(path);
                Tls tls = Tls.over(here, listener.accept(), Tls.CLIENT, Tls.SERVER);
                return StreamContract.ends(tls.client(), tls.server());
            }
        });
    }
}
