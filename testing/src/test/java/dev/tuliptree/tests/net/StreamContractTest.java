package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import dev.tuliptree.testing.StreamContract;
import java.io.IOException;
import java.nio.ByteBuffer;

/** All streams keep one contract, and the check of it tells one that does not. */
class StreamContractTest {
    @LoopTest(schedules = 0)
    void tcpStreamsKeepTheContract() throws Exception {
        StreamContract.checkHalfCloseable(() -> {
            Connection c = Connection.open();
            return StreamContract.ends(c.here(), c.there());
        });
    }

    @LoopTest
    void memoryStreamsKeepTheContract() throws Exception {
        StreamContract.checkHalfCloseable(() -> {
            MemoryStream.Pair pair = MemoryStream.pair();
            return StreamContract.ends(pair.here(), pair.there());
        });
    }

    @LoopTest(schedules = 1)
    void memoryStreamsOfAnyCapacityKeepTheContractInOneDirection() throws Exception {
        StreamContract.checkOneWay(() -> {
            MemoryStream.Pair pair = MemoryStream.pair(4_099);
            return StreamContract.ends(pair.here(), pair.there());
        });
    }

    @LoopTest(schedules = 0)
    void aStreamThatLosesBytesWhenItIsCancelledIsFound() {
        assertThatThrownBy(() -> StreamContract.checkOneWay(() -> {
                    MemoryStream.Pair pair = MemoryStream.pair();
                    return StreamContract.ends(pair.here(), new Forgetful(pair.there()));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lost nothing");
    }

    /** Takes a byte, then passes a checkpoint before it hands it on. */
    private record Forgetful(ReceiveStream stream) implements ReceiveStream {
        @Override
        public byte[] receiveSome(int most) throws IOException {
            byte[] received = stream.receiveSome(most);
            if (received.length > 0) checkpoint();
            return received;
        }

        @Override
        public int receiveSome(ByteBuffer target) throws IOException {
            return stream.receiveSome(target);
        }

        @Override
        public void awaitReadable() throws IOException {
            stream.awaitReadable();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
