package dev.tuliptree.net.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of plain text and plain text of records: an {@link SSLEngine} and the buffers around it. No stream, no
 * task, no time. Each buffer is borrowed when something is to be put into it, and given back when it is empty.
 */
final class TlsRecords {
    /** How much may wait to be sent before nothing is answered any more: what leaves at once, and answers behind it. */
    private static final int MOST_OUTGOING = 5 * RecordBuffers.RECORD;

    private final SSLEngine engine;

    /** Records that have come, from 0 to the position; the last one may be incomplete. */
    private ByteBuffer incoming = RecordBuffers.NONE;

    /** What was in the records and nobody has taken yet, from the position to the limit. */
    private ByteBuffer plain = RecordBuffers.NONE;

    /** Records to be sent, from the position to the limit. */
    private ByteBuffer outgoing = RecordBuffers.NONE;

    private boolean established;
    private boolean ended;
    private boolean closing;

    TlsRecords(SSLEngine engine) {
        this.engine = engine;
    }

    SSLEngine engine() {
        return engine;
    }

    /** The handshake is over; no other is begun on the same connection. */
    void establish() {
        established = true;
    }

    // -- coming in

    /** Room for what arrives next. Give it back with {@link #releaseIdle()} if nothing has. */
    ByteBuffer room() {
        if (incoming.capacity() == 0) incoming = RecordBuffers.take();
        if (!incoming.hasRemaining()) incoming = larger(incoming);
        return incoming;
    }

    /** Takes plain text: how many bytes, 0 if a record has to arrive first, -1 at the end. */
    int take(ByteBuffer target) throws SSLException {
        if (!plain.hasRemaining()) {
            if (ended) return -1;
            if (incoming.position() == 0) return 0;
            int before = target.position();
            Status status = decrypt(target);
            if (target.position() > before) return target.position() - before;
            if (status != Status.BUFFER_OVERFLOW) return ended ? -1 : 0;
            if (!isReadable()) return 0;
            if (!plain.hasRemaining()) return -1;
        }
        int count = Math.min(plain.remaining(), target.remaining());
        target.put(target.position(), plain, plain.position(), count);
        target.position(target.position() + count);
        plain.position(plain.position() + count);
        releaseIdle();
        return count;
    }

    /** Whether there is plain text, or the end has come. */
    boolean isReadable() throws SSLException {
        if (plain.hasRemaining() || ended) return true;
        if (incoming.position() == 0) return false;
        ByteBuffer room = RecordBuffers.take();
        try {
            decrypt(room);
        } finally {
            plain = room.flip();
            releaseIdle();
        }
        return plain.hasRemaining() || ended;
    }

    /** How much plain text can be taken at once; 0 at the end. */
    int readable() {
        return plain.remaining();
    }

    /** Decrypts records until there is plain text in the target, or no complete record is left. */
    private Status decrypt(ByteBuffer target) throws SSLException {
        int before = target.position();
        incoming.flip();
        try {
            while (true) {
                SSLEngineResult result = engine.unwrap(incoming, target);
                if (result.getStatus() == Status.CLOSED) ended = true;
                else if (established) serve(result.getHandshakeStatus());
                if (result.getStatus() != Status.OK || target.position() > before) return result.getStatus();
                if (!established && result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) return Status.OK;
            }
        } finally {
            incoming.compact();
            releaseIdle();
        }
    }

    /**
     * Does what a message after the handshake asks for. Up to TLS 1.2 that may be another handshake, by which a peer
     * can make this end compute as often as it likes, or change who it says it is: refused. In TLS 1.3 it is little.
     */
    private void serve(HandshakeStatus status) throws SSLException {
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) return;
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("the peer has asked for another handshake, which is refused");
        }
        Runnable task;
        while ((task = engine.getDelegatedTask()) != null) task.run();
    }

    /** At a server, for which one the client's hello asks: null if more of it has to arrive; empty for none. */
    @Nullable
    String requestedName() {
        if (engine.getUseClientMode()) return "";
        String name = ClientHello.serverName(incoming.duplicate().flip());
        // A hello that is longer than a record is none of anybody's that asks for a name. The engine will see to it.
        return name == null && incoming.position() >= RecordBuffers.RECORD ? "" : name;
    }

    /** One step of a handshake that waits for the peer: false if more has to arrive. */
    boolean unwrapHandshake() throws SSLException {
        if (incoming.position() == 0) return false;
        return decrypt(RecordBuffers.NONE) != Status.BUFFER_UNDERFLOW;
    }

    // -- going out

    boolean hasOutgoing() {
        return outgoing.hasRemaining();
    }

    /** The records to be sent; what was sent is to be taken from it. */
    ByteBuffer outgoing() {
        return outgoing;
    }

    /** Makes some records of plain text, as many as should leave at once. Nothing may be outgoing. */
    void encrypt(ByteBuffer[] sources, int offset, int length) throws SSLException {
        long plain = 0;
        for (int i = offset; i < offset + length; i++) plain += sources[i].remaining();
        beginWriting(plain);
        try {
            do {
                SSLEngineResult result = engine.wrap(sources, offset, length, outgoing);
                if (result.getStatus() == Status.BUFFER_OVERFLOW) outgoing = larger(outgoing);
                if (result.getStatus() == Status.CLOSED)
                    throw new SSLException("the peer has ended the TLS connection");
                plain -= result.bytesConsumed();
            } while (plain > 0 && outgoing.remaining() >= RecordBuffers.RECORD);
        } finally {
            endWriting();
        }
    }

    /** Makes records of what the engine itself has to say, if anything: handshakes, answers, alerts. */
    void encryptMessages() throws SSLException {
        if (established && outgoing.remaining() > MOST_OUTGOING) {
            throw new SSLException("the peer asks again and again, and does not read the answers");
        }
        beginWriting(0);
        try {
            while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                // Once the peer has ended, the engine would end this direction too; that is for the program to say.
                if (ended && established && !closing) return;
                SSLEngineResult result = engine.wrap(RecordBuffers.NONE, outgoing);
                if (result.getStatus() == Status.BUFFER_OVERFLOW) outgoing = larger(outgoing);
                else if (result.bytesProduced() == 0) return;
            }
        } finally {
            endWriting();
        }
    }

    /** Says, behind all else, that no more follows. */
    void closeOutbound() throws SSLException {
        closing = true;
        engine.closeOutbound();
        encryptMessages();
    }

    /** Has the outgoing buffer ready for being written to, behind what is in it. */
    private void beginWriting(long plain) {
        if (outgoing.capacity() == 0) outgoing = RecordBuffers.takeFor(plain);
        else outgoing.compact();
    }

    private void endWriting() {
        outgoing.flip();
        releaseSent();
    }

    private static ByteBuffer larger(ByteBuffer full) {
        ByteBuffer larger = ByteBuffer.allocate(full.capacity() + RecordBuffers.RECORD);
        larger.put(full.flip());
        return larger;
    }

    // -- buffers

    /** Gives back the buffer of what was sent. */
    void releaseSent() {
        if (outgoing.hasRemaining()) return;
        RecordBuffers.give(outgoing);
        outgoing = RecordBuffers.NONE;
    }

    /** Gives back the buffers of what was received, as far as they are empty. */
    void releaseIdle() {
        if (incoming.position() == 0) {
            RecordBuffers.give(incoming);
            incoming = RecordBuffers.NONE;
        }
        if (!plain.hasRemaining()) {
            RecordBuffers.give(plain);
            plain = RecordBuffers.NONE;
        }
    }

    /** Forgets what was to be sent. */
    void dropOutgoing() {
        outgoing.position(outgoing.limit());
        releaseSent();
    }

    /** Forgets what was received and not taken. */
    void dropReceived() {
        incoming.clear();
        plain.position(plain.limit());
        releaseIdle();
    }
}
