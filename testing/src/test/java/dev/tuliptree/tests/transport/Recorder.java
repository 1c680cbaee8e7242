package dev.tuliptree.tests.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.net.transport.Protocol;
import dev.tuliptree.net.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what it is told; tests override what they want done besides. */
class Recorder implements Protocol {
    final List<String> calls = new ArrayList<>();
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Nullable
    Transport transport;

    @Nullable
    Throwable failure;

    @Override
    public void connectionMade(Transport transport) throws Exception {
        this.transport = transport;
        calls.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) throws Exception {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        received.writeBytes(bytes);
        if (!"data".equals(last())) calls.add("data");
    }

    @Override
    public boolean eofReceived() throws Exception {
        calls.add("eof");
        return false;
    }

    @Override
    public void pauseWriting() throws Exception {
        calls.add("pause");
    }

    @Override
    public void resumeWriting() throws Exception {
        calls.add("resume");
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) throws Exception {
        this.failure = failure;
        calls.add("lost");
    }

    private @Nullable String last() {
        return calls.isEmpty() ? null : calls.getLast();
    }

    String text() {
        return received.toString(UTF_8);
    }
}
