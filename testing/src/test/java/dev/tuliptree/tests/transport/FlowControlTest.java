package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.transport.BufferLimits;
import dev.tuliptree.net.transport.Transport;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;

/** A protocol is asked to pause when the peer does not keep up, and to resume when it has caught up: in pairs. */
class FlowControlTest {
    /** Fills what the system holds, so that every byte more waits in the transport. */
    private static int fill(Transport transport) {
        byte[] piece = new byte[64 * 1024];
        int filled = 0;
        while (transport.writeBufferSize() == 0) {
            transport.write(piece);
            filled += piece.length;
        }
        return filled;
    }

    @LoopTest
    void itIsAskedOnceWhenMoreWaitsThanTheHighMark() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            Transport transport = link.transport();
            transport.setWriteBufferLimits(1_000, 200_000);
            fill(transport);
            int before = (int) transport.writeBufferSize();
            transport.write(new byte[200_000 - before]);
            assertThat(protocol.calls).as("at the mark, not above").containsExactly("made");
            transport.write(new byte[1]);
            assertThat(protocol.calls).as("from within the write").containsExactly("made", "pause");
            transport.write(new byte[500_000]);
            assertThat(protocol.calls).containsExactly("made", "pause");
        }
    }

    @LoopTest
    void itMayResumeWhenNoMoreWaitsThanTheLowMark() throws IOException {
        Recorder protocol = new Recorder() {
            @Override
            public void resumeWriting() throws Exception {
                super.resumeWriting();
                calls.add(String.valueOf(transport.writeBufferSize()
                        <= transport.writeBufferLimits().low()));
            }
        };
        try (Link link = Link.open(protocol)) {
            int written = fill(link.transport()) + 10_000_000;
            link.transport().write(new byte[10_000_000]);
            link.peer().receiveExactly(1_000_000);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause");
            link.peer().receiveExactly(written - 1_000_000);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "resume", "true");
        }
    }

    @LoopTest
    void withMarksOfZeroItPausesWheneverAnythingWaits() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().setWriteBufferLimits(0, 0);
            int written = fill(link.transport());
            assertThat(protocol.calls).containsExactly("made", "pause");
            link.peer().receiveExactly(written);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "resume");
            assertThat(link.transport().writeBufferSize()).isZero();
        }
    }

    /** Writes as much as it may, again and again. */
    private static final class Flood extends Recorder {
        private static final byte[] PIECE = new byte[10_000];
        private boolean paused;
        private long most;

        @Override
        public void connectionMade(Transport transport) throws Exception {
            super.connectionMade(transport);
            flood();
        }

        @Override
        public void pauseWriting() {
            paused = true;
        }

        @Override
        public void resumeWriting() {
            paused = false;
            flood();
        }

        private void flood() {
            while (!paused && !transport.isClosing()) {
                transport.write(PIECE);
                most = Math.max(most, transport.writeBufferSize());
            }
        }
    }

    @LoopTest
    void aPeerThatNeverReadsCostsNoMoreThanTheHighMarkAndOneWrite() throws IOException {
        Flood protocol = new Flood();
        try (var _ = Link.open(protocol)) {
            sleep(seconds(3600));
            assertThat(protocol.paused).isTrue();
            assertThat(protocol.most).isBetween(64L * 1024, 64L * 1024 + Flood.PIECE.length);
        }
    }

    @LoopTest
    void aPeerThatReadsSlowlyNeitherDoes() throws IOException {
        Flood protocol = new Flood();
        try (Link link = Link.open(protocol)) {
            for (int i = 0; i < 20; i++) {
                link.peer().receiveExactly(500_000);
                settle();
            }
            assertThat(protocol.paused).isTrue();
            assertThat(protocol.most).isLessThanOrEqualTo(64 * 1024 + Flood.PIECE.length);
        }
    }

    @LoopTest
    void otherMarksCountAtOnce() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            Transport transport = link.transport();
            assertThat(transport.writeBufferLimits()).isEqualTo(BufferLimits.DEFAULT);
            transport.setWriteBufferLimits(0, 10_000_000);
            fill(transport);
            transport.write(new byte[100_000]);
            assertThat(protocol.calls).containsExactly("made");
            transport.setWriteBufferLimits(0, 50_000);
            assertThat(protocol.calls).containsExactly("made", "pause");
            transport.setWriteBufferLimits(5_000_000, 10_000_000);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "resume");
        }
    }

    @LoopTest
    void marksThatMakeNoSenseAreRefused() throws IOException {
        try (Link link = Link.open(new Recorder())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> link.transport().setWriteBufferLimits(2, 1))
                    .withMessageContaining("low-water mark");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> link.transport().setWriteBufferLimits(-1, 1));
            assertThat(link.transport().writeBufferLimits()).isEqualTo(BufferLimits.DEFAULT);
        }
    }
}
