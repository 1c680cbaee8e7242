package dev.tuliptree.tests.tls;

import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.StreamContract;

/** A stream under TLS keeps the contract of streams, from either end. */
class TlsContractTest {
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
}
