package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;

/**
 * Both ends of a connection under TLS.
 *
 * @param client the end that connected
 * @param server the end that was accepted
 */
public record Tls(TlsStream client, TlsStream server) implements AutoCloseable {
    /** Made once: what it costs is not what is tested. */
    public static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("localhost", "127.0.0.1", "service.example");

    public static final TlsServerOptions SERVER = TlsServerOptions.of(IDENTITY);
    public static final TlsClientOptions CLIENT = TlsClientOptions.DEFAULT.trust(IDENTITY.certificate());

    public static Tls over(ByteStream here, ByteStream there, TlsClientOptions client, TlsServerOptions server)
            throws IOException {
        TlsStream[] ends = new TlsStream[2];
        nursery(n -> {
            Task<TlsStream> accepted = n.start(() -> startTls(there, server));
            ends[0] = startTls(here, "localhost", client);
            ends[1] = await(accepted);
        });
        return new Tls(ends[0], ends[1]);
    }

    public static Tls overMemory(TlsClientOptions client, TlsServerOptions server) throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        return over(pair.here(), pair.there(), client, server);
    }

    public static Tls overMemory() throws IOException {
        return overMemory(CLIENT, SERVER);
    }

    public static Tls overTcp() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream here = openTcpStream("127.0.0.1", listener.port());
            return over(here, listener.accept(), CLIENT, SERVER);
        }
    }

    /** Does a handshake, and has the client hear what the server thinks of it: under TLS 1.3 that comes later. */
    static void handshake(TlsClientOptions client, TlsServerOptions server) throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        IOException[] failures = new IOException[2];
        nursery(n -> {
            n.start(() -> {
                try (TlsStream stream = startTls(pair.there(), server)) {
                    stream.sendAll(new byte[] {1});
                } catch (IOException e) {
                    failures[1] = e;
                }
            });
            try (TlsStream stream = startTls(pair.here(), "localhost", client)) {
                stream.receiveAll();
            } catch (IOException e) {
                failures[0] = e;
            }
        });
        for (IOException failure : failures) {
            if (failure != null) throw failure;
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
