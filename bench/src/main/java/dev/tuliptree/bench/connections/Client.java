package dev.tuliptree.bench.connections;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One thread's way of connecting. Sessions are its own, so that a thread resumes the one it had last. */
final class Client {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final Load.Kind kind;
    private final int port;
    private final byte[] message;
    private final SSLContext context;

    Client(Load.Kind kind, int port, byte[] message) throws GeneralSecurityException {
        this.kind = kind;
        this.port = port;
        this.message = message;
        context = newContext();
    }

    private static SSLContext newContext() throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(null, new TrustManager[] {new TrustingAll()}, null);
        return made;
    }

    /** Whom the server is, is not what is measured. */
    private static final class TrustingAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    Connection connect() throws IOException {
        Socket socket = new Socket(HERE, port);
        try {
            socket.setTcpNoDelay(true);
            if (kind == Load.Kind.CONNECT) return new Connection(socket, message);
            // Sessions are kept by a context: one that is new has none to resume.
            SSLContext chosen = kind == Load.Kind.FULL ? newContext() : context;
            SSLSocket secured = (SSLSocket) chosen.getSocketFactory().createSocket(socket, "localhost", port, true);
            secured.startHandshake();
            return new Connection(secured, message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
