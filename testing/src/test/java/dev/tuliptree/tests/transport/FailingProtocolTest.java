package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.transport.Transport;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a protocol throws ends its transport alone; one that blocks is still told of one thing at a time. */
class FailingProtocolTest {
    private final List<String> told = new ArrayList<>();

    private void listen() {
        loop().setExceptionHandler((what, failure) -> told.add(what));
    }

    /** Throws what it is to throw in one of its callbacks. */
    private static final class Failing extends Recorder {
        private final String where;

        Failing(String where) {
            this.where = where;
        }

        private void failIn(String callback) throws Exception {
            if (callback.equals(where)) throw new Exception("broken");
        }

        @Override
        public void connectionMade(Transport transport) throws Exception {
            super.connectionMade(transport);
            failIn("connectionMade");
        }

        @Override
        public void dataReceived(ByteBuffer data) throws Exception {
            super.dataReceived(data);
            failIn("dataReceived");
        }

        @Override
        public boolean eofReceived() throws Exception {
            failIn("eofReceived");
            return super.eofReceived();
        }

        @Override
        public void pauseWriting() throws Exception {
            failIn("pauseWriting");
        }

        @Override
        public void resumeWriting() throws Exception {
            failIn("resumeWriting");
        }

        @Override
        public void connectionLost(@Nullable Throwable failure) throws Exception {
            super.connectionLost(failure);
            failIn("connectionLost");
        }

        @Override
        public String toString() {
            return "it";
        }
    }

    private void check(String callback, List<String> calls) throws IOException {
        listen();
        Failing protocol = new Failing(callback);
        try (Link link = Link.open(protocol)) {
            haveEverythingHappen(link);
            assertThat(link.transport().isClosing()).isTrue();
            assertThat(told).containsExactly(callback + " of it failed");
            assertThat(protocol.calls).isEqualTo(calls);
            if (callback.equals("connectionLost")) assertThat(protocol.failure).isNull();
            else assertThat(protocol.failure).hasMessage("broken");
        }
    }

    /** Until the transport is aborted, which the peer takes for a reset. */
    private static void haveEverythingHappen(Link link) {
        try {
            link.peer().sendAll(new byte[1]);
            settle();
            link.transport().write(new byte[10_000_000]);
            link.peer().receiveExactly(10_000_000);
            settle();
            link.peer().sendEof();
        } catch (IOException reset) {
            assertThat(link.transport().isClosing()).isTrue();
        }
        settle();
    }

    @LoopTest
    void inConnectionMadeItIsAborted() throws IOException {
        check("connectionMade", List.of("made", "lost"));
    }

    @LoopTest
    void inDataReceivedItIsAborted() throws IOException {
        check("dataReceived", List.of("made", "data", "lost"));
    }

    @LoopTest
    void inEofReceivedItIsAborted() throws IOException {
        check("eofReceived", List.of("made", "data", "lost"));
    }

    @LoopTest
    void inPauseWritingItIsAborted() throws IOException {
        check("pauseWriting", List.of("made", "data", "lost"));
    }

    @LoopTest
    void inResumeWritingItIsAborted() throws IOException {
        check("resumeWriting", List.of("made", "data", "lost"));
    }

    @LoopTest
    void inConnectionLostTheHandlerIsTold() throws IOException {
        check("connectionLost", List.of("made", "data", "eof", "lost"));
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCallbackThatBlocksHoldsUpNobodyElseAndIsNotOvertaken() throws IOException {
        ReentrantLock lock = new ReentrantLock();
        Recorder blocked = new Recorder() {
            @Override
            public void dataReceived(ByteBuffer data) throws Exception {
                calls.add("begins");
                lock.lock();
                lock.unlock();
                super.dataReceived(data);
                calls.add("ends");
            }
        };
        Recorder other = new Recorder();
        try (Link link = Link.open(blocked);
                Link beside = Link.open(other)) {
            lock.lock();
            link.peer().sendAll("blocked".getBytes());
            while (!blocked.calls.contains("begins")) checkpoint();
            // The one that blocks keeps its buffer to itself.
            beside.peer().sendAll("goes by".getBytes());
            while (other.received.size() < 7) checkpoint();
            link.transport().abort();
            for (int i = 0; i < 10; i++) checkpoint();
            assertThat(blocked.calls).containsExactly("made", "begins");
            lock.unlock();
            while (!blocked.calls.contains("lost")) checkpoint();
            assertThat(blocked.calls).containsExactly("made", "begins", "data", "ends", "lost");
            assertThat(blocked.text()).isEqualTo("blocked");
        }
    }
}
