package dev.tuliptree.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each limit on WebSockets admits what is at it and refuses what is one beyond. */
class WebSocketLimitsTest {
    private final WireBuffer out = new WireBuffer(16);
    private final FrameWriter writer = FrameWriter.client(out, RandomGenerator.getDefault());

    @Test
    void aFrameMayBeAsLargeAsTheLimit() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxFrameBytes(300);
        writer.binary(new byte[300]);
        assertThat(read(limits)).isInstanceOf(MessageEvent.Binary.class);
        writer.binary(new byte[301]);
        assertThat(read(limits)).isEqualTo(new MessageEvent.Failure(1009, "A frame is larger than 300 bytes."));
    }

    @Test
    void aTooLargeFrameIsRefusedBeforeItsPayloadArrives() {
        writer.binary(new byte[301]);
        MessageAssembler assembler = new MessageAssembler(Role.SERVER, WebSocketLimits.DEFAULT.withMaxFrameBytes(300));
        assembler.feed(out.array(), 0, 8);
        assertThat(assembler.event()).isInstanceOf(MessageEvent.Failure.class);
    }

    @Test
    void aMessageMayBeAsLargeAsTheLimitInAllItsFragments() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxMessageBytes(10);
        writer.frame(Opcode.BINARY, false, new byte[5], 0, 5);
        writer.frame(Opcode.CONTINUATION, true, new byte[5], 0, 5);
        assertThat(read(limits)).isInstanceOf(MessageEvent.Binary.class);
        writer.frame(Opcode.BINARY, false, new byte[5], 0, 5);
        writer.frame(Opcode.CONTINUATION, true, new byte[6], 0, 6);
        assertThat(read(limits)).isEqualTo(new MessageEvent.Failure(1009, "A message is larger than 10 bytes."));
    }

    @Test
    void aMessageMayHaveAsManyFragmentsAsTheLimit() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxFragments(2);
        writer.frame(Opcode.TEXT, false, new byte[0], 0, 0);
        writer.frame(Opcode.CONTINUATION, true, new byte[0], 0, 0);
        assertThat(read(limits)).isEqualTo(new MessageEvent.Text(""));
        writer.frame(Opcode.TEXT, false, new byte[0], 0, 0);
        writer.frame(Opcode.CONTINUATION, false, new byte[0], 0, 0);
        writer.frame(Opcode.CONTINUATION, true, new byte[0], 0, 0);
        assertThat(read(limits)).isEqualTo(new MessageEvent.Failure(1009, "A message has more than 2 frames."));
    }

    @Test
    void pingsInsideAMessageAreLimited() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxControlFrames(2);
        writer.frame(Opcode.TEXT, false, new byte[0], 0, 0);
        writer.ping(new byte[0]);
        writer.ping(new byte[0]);
        assertThat(read(limits)).isInstanceOf(MessageEvent.Ping.class);
        writer.frame(Opcode.TEXT, false, new byte[0], 0, 0);
        writer.ping(new byte[0]);
        writer.ping(new byte[0]);
        writer.ping(new byte[0]);
        assertThat(read(limits)).isInstanceOf(MessageEvent.Failure.class);
    }

    @Test
    void aControlFrameHasAtMost125Bytes() {
        writer.ping(new byte[125]);
        assertThat(read(WebSocketLimits.DEFAULT)).isInstanceOf(MessageEvent.Ping.class);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.ping(new byte[126]));
    }

    @Test
    void aCloseReasonHasAtMost123BytesOfUtf8() {
        writer.close(1000, "é".repeat(61) + "x");
        assertThat(read(WebSocketLimits.DEFAULT)).isEqualTo(new MessageEvent.Close(1000, "é".repeat(61) + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.close(1000, "é".repeat(62)));
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void aCloseCodeThatMayNotBeSentIsNotSent() {
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000}) {
            assertThatIllegalArgumentException().isThrownBy(() -> writer.close(code, "x"));
        }
        writer.close(CloseCode.NO_STATUS, "");
        assertThat(read(WebSocketLimits.DEFAULT)).isEqualTo(new MessageEvent.Close(CloseCode.NO_STATUS, ""));
    }

    /** Reads all that was written and returns the last event. */
    private MessageEvent read(WebSocketLimits limits) {
        MessageAssembler assembler = new MessageAssembler(Role.SERVER, limits);
        MessageEvent last = null;
        for (int from = 0; from < out.size(); ) {
            from += assembler.feed(out.array(), from, out.size());
            if (assembler.event() != null) {
                last = assembler.event();
            }
        }
        out.clear();
        return last;
    }
}
