package dev.tuliptree.bench.others;

import dev.tuliptree.net.tls.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A virtual thread of the JDK's for each connection sends everything back: {@code JdkEcho echo|tls PORT}. */
public final class JdkEcho {
    private static final int BUFFER = 16 * 1024;

    private JdkEcho() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments in the clear or under TLS, and the port
     * @throws IOException if it cannot listen
     * @throws GeneralSecurityException if TLS cannot be set up
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        ServerSocketFactory factory =
                arguments[0].equals("tls") ? context().getServerSocketFactory() : ServerSocketFactory.getDefault();
        try (ServerSocket server =
                factory.createServerSocket(Integer.parseInt(arguments[1]), 4_096, InetAddress.ofLiteral("127.0.0.1"))) {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> echo(socket));
            }
        }
    }

    private static void echo(Socket accepted) {
        byte[] buffer = new byte[BUFFER];
        try (Socket socket = accepted) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            int count;
            while ((count = in.read(buffer)) > 0) out.write(buffer, 0, count);
        } catch (IOException e) {
            // The peer is gone.
        }
    }

    private static SSLContext context() throws GeneralSecurityException, IOException {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "server", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
