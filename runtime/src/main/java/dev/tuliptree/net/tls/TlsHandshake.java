package dev.tuliptree.net.tls;

import dev.tuliptree.Body;
import dev.tuliptree.combine.Timeouts;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.WorkerKind;
import dev.tuliptree.loop.WorkerThreads;
import dev.tuliptree.net.ByteStream;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The talk at the beginning of a TLS stream, in which both ends come to terms. */
final class TlsHandshake {
    /** What computes for long has threads of its own; a server cannot make more handshakes than it has processors. */
    private static final WorkerKind THREADS =
            new WorkerKind("tls", Runtime.getRuntime().availableProcessors());

    /** Marks a session that a client has seen before, by its having a value under this name. */
    private static final String SEEN = "dev.tuliptree.seen";

    /** Whose tasks the current thread runs. */
    private static final ScopedValue<TlsHandshake> CURRENT = ScopedValue.newInstance();

    private final ByteStream transport;
    private final TlsRecords records;
    private final TlsOutput output;
    private @Nullable String requestedName;
    private boolean showsIdentity;
    private @Nullable TlsSession session;

    private TlsHandshake(ByteStream transport, TlsRecords records) {
        this.transport = transport;
        this.records = records;
        this.output = new TlsOutput(transport, records);
    }

    /** Makes an engine, and hands it what it has read already. May suspend. */
    @FunctionalInterface
    interface RecordsMaker {
        TlsRecords make(ByteStream transport) throws IOException;
    }

    /** Does the whole of it, in the time there is. If it comes to nothing, the transport is closed. */
    static TlsStream run(ByteStream transport, RecordsMaker maker, Duration limit, String with) throws IOException {
        Checkpoint.throwIfCancelled();
        boolean done = false;
        try {
            var outcome = Timeouts.<TlsStream, IOException>run(limit, () -> {
                TlsHandshake handshake = new TlsHandshake(transport, maker.make(transport));
                return handshake.shake(with);
            });
            TlsStream stream = outcome.value();
            if (stream == null) {
                throw new IOException("the TLS handshake " + with + " has taken longer than " + limit);
            }
            done = true;
            return stream;
        } finally {
            if (!done) transport.close();
        }
    }

    static <T extends @Nullable Object, X extends Exception> T offLoop(Body<T, X> body) throws X {
        return WorkerThreads.run(THREADS, body);
    }

    /** Reads files: in another thread if called in a task, which then waits. */
    static <T, X extends Exception> T reading(Body<T, X> body) throws X {
        return Checkpoint.inCoroutine() ? offLoop(body) : body.run();
    }

    ByteStream transport() {
        return transport;
    }

    TlsRecords records() {
        return records;
    }

    TlsOutput output() {
        return output;
    }

    TlsSession session() {
        if (session == null) throw new IllegalStateException("the handshake is not over");
        return session;
    }

    private TlsStream shake(String with) throws IOException {
        try {
            shake();
            session = describe();
        } catch (SSLException e) {
            output.alert();
            throw failed(with, e);
        } catch (EOFException e) {
            throw new EOFException("the TLS handshake " + with + " has failed: " + e.getMessage());
        }
        records.establish();
        return new TlsStream(this);
    }

    private static SSLException failed(String with, SSLException why) {
        SSLException failed =
                new SSLHandshakeException("the TLS handshake " + with + " has failed: " + why.getMessage());
        failed.initCause(why);
        return failed;
    }

    private void shake() throws IOException {
        SSLEngine engine = records.engine();
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks(engine);
                case NEED_WRAP -> output.tell();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    output.awaitHandedOn();
                    if (!hearsName() || !records.unwrapHandshake()) receive();
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    output.awaitHandedOn();
                    return;
                }
            }
        }
    }

    private void runTasks(SSLEngine engine) {
        List<Runnable> tasks = new ArrayList<>();
        Runnable task;
        while ((task = engine.getDelegatedTask()) != null) tasks.add(task);
        TlsHandshake.<@Nullable Void, RuntimeException>offLoop(() -> {
            ScopedValue.where(CURRENT, this).run(() -> tasks.forEach(Runnable::run));
            return null;
        });
    }

    /** The handshake whose tasks the calling thread runs, which is where the JDK calls back. */
    static TlsHandshake current() {
        return CURRENT.get();
    }

    /** Which server the client asks for, in lower case; empty if it has not said so. */
    String requestedName() {
        return requestedName == null ? "" : requestedName;
    }

    /**
     * Whether it is known which server the client asks for. An identity is chosen by that, and the JDK, which tells it
     * when it makes a new session, does not when it looks whether an earlier one is still of the same identity.
     */
    private boolean hearsName() {
        if (requestedName == null) requestedName = records.requestedName();
        return requestedName != null;
    }

    /** This server shows who it is, so no session goes on. */
    void onIdentityShown() {
        showsIdentity = true;
    }

    private void receive() throws IOException {
        try {
            int count;
            while ((count = transport.tryReceive(records.room())) == 0) {
                records.releaseIdle();
                transport.awaitReadable();
            }
            if (count < 0) throw new EOFException("the peer has closed the connection");
        } finally {
            records.releaseIdle();
        }
    }

    private TlsSession describe() {
        SSLEngine engine = records.engine();
        var agreed = (ExtendedSSLSession) engine.getSession();
        String application = engine.getApplicationProtocol();
        return new TlsSession(
                agreed.getProtocol(),
                agreed.getCipherSuite(),
                application == null || application.isEmpty() ? null : application,
                serverName(agreed.getRequestedServerNames()),
                peerShowsCertificate(engine) ? peerCertificates(agreed) : List.of(),
                isResumed(engine, agreed));
    }

    /**
     * Whether an earlier session goes on. A client remembers it by a value bound to the session. A server's must stay
     * without: because of such a value the JDK sends another ticket, and one that stands for a session kept in memory,
     * where the usual ticket holds all there is to know. A server shows its identity unless a session goes on (RFC
     * 8446, sections 2.2 and 4.4.2; RFC 5246, section 7.3).
     */
    private boolean isResumed(SSLEngine engine, ExtendedSSLSession agreed) {
        if (!engine.getUseClientMode()) return !showsIdentity;
        boolean seen = agreed.getValue(SEEN) != null;
        agreed.putValue(SEEN, true);
        return seen;
    }

    static @Nullable String serverName(List<SNIServerName> names) {
        for (SNIServerName name : names) {
            if (name instanceof SNIHostName host) return host.getAsciiName();
        }
        return null;
    }

    /** Whether the peer may have shown one. To ask for what is not there costs an exception. */
    private static boolean peerShowsCertificate(SSLEngine engine) {
        return engine.getUseClientMode() || engine.getNeedClientAuth() || engine.getWantClientAuth();
    }

    private static List<X509Certificate> peerCertificates(ExtendedSSLSession agreed) {
        try {
            Certificate[] chain = agreed.getPeerCertificates();
            return Stream.of(chain).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
