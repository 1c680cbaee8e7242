package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.net.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Has a SOCKS proxy connect to a server (RFC 1928), which it looks up itself, and then pass on bytes. */
final class Socks5 {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NOTHING_ACCEPTABLE = 0xff;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MAX_CREDENTIAL = 255;

    private final ByteStream stream;
    private final Proxy proxy;
    private final Origin origin;

    private Socks5(ByteStream stream, Proxy proxy, Origin origin) {
        this.stream = stream;
        this.proxy = proxy;
        this.origin = origin;
    }

    static void check(Credentials credentials) {
        int userBytes = credentials.user().getBytes(UTF_8).length;
        int passwordBytes = credentials.password().getBytes(UTF_8).length;
        if (userBytes == 0 || userBytes > MAX_CREDENTIAL || passwordBytes > MAX_CREDENTIAL) {
            throw new IllegalArgumentException("the user and password of a SOCKS5 proxy have 1 to 255 bytes each");
        }
    }

    /** Opens it on a connection to the proxy. A checkpoint. */
    static void open(ByteStream stream, Proxy proxy, Origin origin) throws IOException {
        Socks5 socks = new Socks5(stream, proxy, origin);
        socks.authenticate();
        socks.connect();
    }

    private void authenticate() throws IOException {
        Credentials credentials = proxy.credentials();
        if (credentials == null) {
            send(VERSION, 1, NO_AUTHENTICATION);
        } else {
            send(VERSION, 2, NO_AUTHENTICATION, PASSWORD);
        }
        ByteBuffer answer = receive(2);
        checkVersion(answer.get());
        switch (answer.get() & 0xff) {
            case NO_AUTHENTICATION -> {}
            case PASSWORD -> logIn(credentials);
            case NOTHING_ACCEPTABLE ->
                throw refused(
                        credentials == null
                                ? "it wants to know who asks: give the proxy credentials"
                                : "it takes no user and password");
            default -> throw refused("it wants an authentication that it was not offered");
        }
    }

    /** RFC 1929. */
    private void logIn(@Nullable Credentials credentials) throws IOException {
        if (credentials == null) {
            throw refused("it wants an authentication that it was not offered");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        putShort(message, credentials.user().getBytes(UTF_8));
        putShort(message, credentials.password().getBytes(UTF_8));
        stream.sendAll(message.toByteArray());
        ByteBuffer answer = receive(2);
        if (answer.get(1) != 0) {
            throw refused("it does not take the credentials");
        }
    }

    private void connect() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, 1, 0});
        if (HostName.isAddress(origin.host())) {
            byte[] address = InetAddress.ofLiteral(origin.host()).getAddress();
            message.write(address.length == 4 ? IPV4 : IPV6);
            message.writeBytes(address);
        } else {
            message.write(NAME);
            putShort(message, origin.host().getBytes(US_ASCII));
        }
        message.write(origin.port() >> 8);
        message.write(origin.port());
        stream.sendAll(message.toByteArray());
        ByteBuffer answer = receive(4);
        checkVersion(answer.get());
        int reply = answer.get();
        if (reply != 0) {
            throw refused(words(reply));
        }
        answer.get();
        // Where it connected from is of no interest here, but has to be read.
        receive(2
                + switch (answer.get()) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case NAME -> receive(1).get() & 0xff;
                    default -> throw refused("its answer is malformed");
                });
    }

    private static String words(int reply) {
        return switch (reply) {
            case 1 -> "it failed";
            case 2 -> "its rules do not allow it";
            case 3 -> "the network is unreachable";
            case 4 -> "the host is unreachable";
            case 5 -> "the connection was refused";
            case 6 -> "it took too long";
            case 7 -> "it cannot connect";
            case 8 -> "it does not know this kind of address";
            default -> "it answered with code " + reply;
        };
    }

    private void checkVersion(byte version) throws ProxyException {
        if (version != VERSION) {
            throw refused("it does not speak SOCKS5");
        }
    }

    private ProxyException refused(String why) {
        return new ProxyException(proxy, origin, why);
    }

    private static void putShort(ByteArrayOutputStream message, byte[] bytes) {
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private void send(int... bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            message.put((byte) b);
        }
        stream.sendAll(message.flip());
    }

    /** Exactly so many bytes, and none of what follows. */
    private ByteBuffer receive(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (stream.receiveSome(buffer) < 0) {
                throw refused("it closed the connection");
            }
        }
        return buffer.flip();
    }
}
