package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** A server goes about TLS as is chosen by the name that the client asks for. */
class ByNameTest {
    private static final TlsIdentity OPEN = TlsIdentity.selfSigned("open.example");
    private static final TlsIdentity MEMBERS = TlsIdentity.selfSigned("members.example");
    private static final TlsIdentity MEMBER = TlsIdentity.selfSigned("a member");

    private static final Map<String, TlsServerOptions> OPTIONS = Map.of(
            "open.example",
            TlsServerOptions.of(OPEN).applicationProtocols("h2", "http/1.1"),
            "members.example",
            TlsServerOptions.of(MEMBERS)
                    .requireClientCertificates(MEMBER.certificate())
                    .applicationProtocols("acme"));

    private static final TlsServerOptions SERVER = TlsServerOptions.byName(OPTIONS::get);

    private static final TlsClientOptions CLIENT =
            TlsClientOptions.DEFAULT.trust(OPEN.certificate(), MEMBERS.certificate());

    private static final byte[] WELCOME = "welcome".getBytes(UTF_8);

    /** Connects, has the server's first words come, and looks at what it is there. */
    private interface Look {
        void at(TlsStream client, TlsStream server) throws IOException;
    }

    private static void connect(String name, TlsClientOptions client, TlsServerOptions server, Look look)
            throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        IOException[] refused = new IOException[1];
        nursery(n -> {
            Task<TlsStream> accepting = n.start(() -> {
                try {
                    TlsStream stream = startTls(pair.there(), server);
                    stream.sendAll(WELCOME);
                    return stream;
                } catch (IOException e) {
                    return null;
                }
            });
            try (TlsStream stream = startTls(pair.here(), name, client)) {
                assertThat(stream.receiveExactly(WELCOME.length)).isEqualTo(WELCOME);
                try (TlsStream there = await(accepting)) {
                    look.at(stream, there);
                }
            } catch (IOException e) {
                refused[0] = e;
            }
        });
        if (refused[0] != null) throw refused[0];
    }

    @LoopTest(schedules = 1)
    void itsIdentityItsProtocolsAndWhoIsLetInAreThoseOfTheName() throws IOException {
        connect("open.example", CLIENT.applicationProtocols("acme", "h2"), SERVER, (client, server) -> {
            assertThat(client.session().peerCertificates()).containsExactly(OPEN.certificate());
            assertThat(client.session().applicationProtocol()).isEqualTo("h2");
            assertThat(server.session().serverName()).isEqualTo("open.example");
        });
        TlsClientOptions member = CLIENT.identity(MEMBER).applicationProtocols("acme", "h2");
        connect("Members.example", member, SERVER, (client, server) -> {
            assertThat(client.session().peerCertificates()).containsExactly(MEMBERS.certificate());
            assertThat(client.session().applicationProtocol()).isEqualTo("acme");
            assertThat(server.session().peerCertificates()).containsExactly(MEMBER.certificate());
        });
        assertThatExceptionOfType(SSLException.class)
                .as("who is no member")
                .isThrownBy(() -> connect("members.example", CLIENT, SERVER, (client, server) -> {}));
    }

    @LoopTest(schedules = 1)
    void aNameThatIsNotKnownIsRefusedAndTheClientIsToldWhy() {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> connect("other.example", CLIENT, SERVER, (client, server) -> {}))
                .withMessageContaining("unrecognized_name");
    }

    @LoopTest(schedules = 1)
    void aClientThatAsksForNoNameIsOneOfTheEmptyName() throws IOException {
        TlsServerOptions server = TlsServerOptions.byName(name -> name.isEmpty() ? Tls.SERVER : null);
        connect(
                "127.0.0.1",
                Tls.CLIENT,
                server,
                (client, there) -> assertThat(there.session().serverName()).isNull());
    }

    @LoopTest(schedules = 1)
    void sessionsOfANameAreResumed() throws IOException {
        boolean[] resumed = new boolean[2];
        TlsClientOptions client = TlsClientOptions.DEFAULT.trust(OPEN.certificate());
        for (int i = 0; i < 2; i++) {
            int time = i;
            connect(
                    "open.example",
                    client,
                    SERVER,
                    (here, there) -> resumed[time] = here.session().resumed());
        }
        assertThat(resumed).containsExactly(false, true);
    }

    @LoopTest(schedules = 1)
    void theNameIsFoundHoweverTheHelloIsCutUp() throws IOException {
        MemoryStream.Pair near = MemoryStream.pair();
        MemoryStream.Pair far = MemoryStream.pair();
        nursery(n -> {
            Task<TlsStream> accepting = n.start(() -> startTls(far.there(), SERVER));
            n.startService(() -> relay(far.here(), near.there(), 10_000));
            n.startService(() -> relay(near.there(), far.here(), 1));
            try (TlsStream client = startTls(near.here(), "open.example", CLIENT);
                    TlsStream server = await(accepting)) {
                assertThat(server.session().serverName()).isEqualTo("open.example");
                assertThat(client.session().peerCertificates()).containsExactly(OPEN.certificate());
            }
        });
    }

    private static void relay(MemoryStream from, MemoryStream to, int most) {
        try {
            byte[] some;
            while ((some = from.receiveSome(most)).length > 0) {
                to.sendAll(some);
                checkpoint();
            }
        } catch (IOException closed) {
            // The talk is over.
        }
    }

    @LoopTest(schedules = 1)
    void whatIsNoHelloIsRefused() {
        refusedWith(SSLException.class, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
        refusedWith(SSLException.class, new byte[] {22, 3, 1, 0, 8, 1, 0, 0, 4, 3, 3, 0, 0});
        refusedWith(SSLException.class, new byte[] {22, 3, 1, 0, 0, 22, 3, 1, 0, 0});
        refusedWith(EOFException.class, new byte[] {22, 3, 1, 1, 0, 1, 0});
        byte[] endless = new byte[40_000];
        for (int at = 0; at + 105 <= endless.length; at += 105) {
            System.arraycopy(new byte[] {22, 3, 1, 0, 100}, 0, endless, at, 5);
            if (at == 0) System.arraycopy(new byte[] {1, 1, 0, 0}, 0, endless, 5, 4);
        }
        refusedWith(SSLException.class, endless);
    }

    private static void refusedWith(Class<? extends IOException> failure, byte[] words) {
        MemoryStream.Pair pair = MemoryStream.pair();
        assertThatExceptionOfType(failure).isThrownBy(() -> {
            pair.here().sendAll(words);
            pair.here().sendEof();
            startTls(pair.there(), TlsServerOptions.byName(name -> Tls.SERVER));
        });
        assertThat(pair.there().isClosed()).isTrue();
        pair.here().close();
    }

    @LoopTest(schedules = 0)
    void optionsThatAreChosenSayThemselvesHowTheyGoAboutIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SERVER.applicationProtocols("h2"))
                .withMessageContaining("those that are chosen");
        assertThatIllegalStateException().isThrownBy(() -> SERVER.requireClientCertificates(MEMBER.certificate()));
        assertThat(SERVER.handshakeTimeout(seconds(5)).handshakeTimeout()).isEqualTo(seconds(5));
    }
}
