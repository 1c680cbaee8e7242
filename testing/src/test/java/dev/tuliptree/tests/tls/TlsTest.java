package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Two ends come to terms under TLS, or both are told why not. */
class TlsTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @LoopTest
    void aClientAndAServerTalk() throws IOException {
        try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> stream.sendAll(stream.receiveExactly(5))));
                try (TlsStream stream = openTlsStream("localhost", listener.port(), Tls.CLIENT)) {
                    stream.sendAll(bytes("hello"));
                    assertThat(stream.receiveAll()).isEqualTo(bytes("hello"));
                    assertThat(stream.session().protocol()).isEqualTo("TLSv1.3");
                    assertThat(stream.session().peerCertificates()).containsExactly(Tls.IDENTITY.certificate());
                    assertThat(stream.transport()).isInstanceOf(SocketStream.class);
                }
                n.cancel();
            });
        }
    }

    @LoopTest
    void anAddressIsCheckedAsANameIs() throws IOException {
        try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> stream.sendEof()));
                openTlsStream("127.0.0.1", listener.port(), Tls.CLIENT).close();
                n.cancel();
            });
        }
    }

    @LoopTest
    void aTrustedCertificateForAnotherHostIsRefusedUnlessThatIsAskedFor() throws IOException {
        TlsIdentity other = TlsIdentity.selfSigned("other.example");
        TlsClientOptions trusting = TlsClientOptions.DEFAULT.trust(other.certificate());
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Tls.handshake(trusting, TlsServerOptions.of(other)))
                .withMessageContaining("handshake with localhost has failed")
                .withMessageContaining("No");
        Tls.handshake(trusting.checkHost(false), TlsServerOptions.of(other));
    }

    @LoopTest
    void aCertificateThatNobodyVouchesForIsRefusedAndTheServerIsTold() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        nursery(n -> {
            Task<String> server = n.start(() -> {
                try (TlsStream stream = startTls(pair.there(), Tls.SERVER)) {
                    stream.receiveSome(1);
                    return "not told";
                } catch (SSLException e) {
                    return e.getMessage();
                }
            });
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> startTls(pair.here(), "localhost", TlsClientOptions.DEFAULT))
                    .withMessageContaining("localhost");
            assertThat(pair.here().isClosed()).isTrue();
            assertThat(await(server)).contains("certificate_unknown");
        });
    }

    @LoopTest
    void theApplicationProtocolIsAgreedOn() throws IOException {
        TlsServerOptions server = Tls.SERVER.applicationProtocols("h2", "http/1.1");
        try (Tls tls = Tls.overMemory(Tls.CLIENT.applicationProtocols("http/1.1", "other"), server)) {
            assertThat(tls.client().session().applicationProtocol()).isEqualTo("http/1.1");
            assertThat(tls.server().session().applicationProtocol()).isEqualTo("http/1.1");
        }
        try (Tls tls = Tls.overMemory(Tls.CLIENT, server)) {
            assertThat(tls.client().session().applicationProtocol()).isNull();
        }
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Tls.handshake(Tls.CLIENT.applicationProtocols("other"), server))
                .withMessageContaining("no_application_protocol");
    }

    @LoopTest
    void theServerHearsTheNameAndChoosesWhoItIs() throws IOException {
        TlsIdentity one = TlsIdentity.selfSigned("one.example");
        TlsIdentity two = TlsIdentity.selfSigned("two.example");
        TlsServerOptions server = TlsServerOptions.of(name -> switch (name) {
            case "one.example" -> one;
            case "two.example" -> two;
            default -> null;
        });
        TlsClientOptions client = TlsClientOptions.DEFAULT.trust(one.certificate(), two.certificate());
        for (String name : new String[] {"one.example", "two.example"}) {
            MemoryStream.Pair pair = MemoryStream.pair();
            nursery(n -> {
                Task<TlsStream> accepted = n.start(() -> startTls(pair.there(), server));
                try (TlsStream here = startTls(pair.here(), name, client);
                        TlsStream there = await(accepted)) {
                    assertThat(here.session().peerCertificates().getFirst().getSubjectX500Principal())
                            .hasToString("CN=" + name);
                    assertThat(there.session().serverName()).isEqualTo(name);
                }
            });
        }
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> Tls.handshake(client, server));
    }

    @LoopTest
    void aClientShowsItsCertificate() throws IOException {
        TlsIdentity member = TlsIdentity.selfSigned("member");
        TlsServerOptions server = Tls.SERVER.requireClientCertificates(member.certificate());
        try (Tls tls = Tls.overMemory(Tls.CLIENT.identity(member), server)) {
            assertThat(tls.server().session().peerCertificates()).containsExactly(member.certificate());
        }
        TlsIdentity stranger = TlsIdentity.selfSigned("stranger");
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Tls.handshake(Tls.CLIENT.identity(stranger), server));
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> Tls.handshake(Tls.CLIENT, server));
        TlsServerOptions welcoming = Tls.SERVER.welcomeClientCertificates(member.certificate());
        try (Tls tls = Tls.overMemory(Tls.CLIENT, welcoming)) {
            assertThat(tls.server().session().peerCertificates()).isEmpty();
        }
    }

    @LoopTest
    void aSessionIsResumedBetweenConnectionsOfTheSameOptions() throws IOException {
        for (String suite : List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            TlsServerOptions server = TlsServerOptions.of(Tls.IDENTITY).cipherSuites(suite);
            TlsClientOptions client = TlsClientOptions.DEFAULT.trust(Tls.IDENTITY.certificate());
            List<Boolean> resumed = new ArrayList<>();
            for (TlsClientOptions each : List.of(client, client, Tls.CLIENT.identity(Tls.IDENTITY), client)) {
                try (Tls tls = Tls.overMemory(each, server)) {
                    boolean known = tls.client().session().resumed();
                    assertThat(tls.server().session().resumed()).isEqualTo(known);
                    resumed.add(known);
                    tls.server().sendAll(bytes("here is your ticket, too"));
                    tls.client().receiveSome(100);
                    assertThat(tls.client().session().peerCertificates()).containsExactly(Tls.IDENTITY.certificate());
                }
            }
            assertThat(resumed).as(suite).containsExactly(false, true, false, true);
        }
    }

    @LoopTest
    void aSessionIsResumedUnderItsNameOnly() throws IOException {
        TlsIdentity one = TlsIdentity.selfSigned("one.example");
        TlsIdentity two = TlsIdentity.selfSigned("two.example", "one.example");
        TlsClientOptions client = TlsClientOptions.DEFAULT.trust(one.certificate(), two.certificate());
        for (String suite : List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            TlsServerOptions server = TlsServerOptions.of(name -> name.equals("one.example") ? one : two)
                    .cipherSuites(suite);
            assertThat(whetherResumed(client, server, "one.example", "one.example", "two.example", "two.example"))
                    .as(suite)
                    .containsExactly(false, true, false, true);
        }
    }

    private static List<Boolean> whetherResumed(TlsClientOptions client, TlsServerOptions server, String... names)
            throws IOException {
        List<Boolean> resumed = new ArrayList<>();
        for (String name : names) {
            MemoryStream.Pair pair = MemoryStream.pair();
            nursery(n -> {
                Task<TlsStream> accepted = n.start(() -> startTls(pair.there(), server));
                try (TlsStream here = startTls(pair.here(), name, client);
                        TlsStream there = await(accepted)) {
                    there.sendAll(bytes("here is your ticket, too"));
                    here.receiveSome(100);
                    assertThat(here.session().peerCertificates().getFirst().getSubjectX500Principal())
                            .hasToString("CN=" + name);
                    assertThat(there.session().serverName()).isEqualTo(name);
                    assertThat(there.session().resumed())
                            .isEqualTo(here.session().resumed());
                    resumed.add(there.session().resumed());
                }
            });
        }
        return resumed;
    }

    @LoopTest
    void aTalkInTheClearGoesOnUnderTls() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        nursery(n -> {
            n.start(() -> {
                StreamReader reader = pair.there().reader();
                assertThat(reader.readLine()).isEqualTo("STARTTLS");
                pair.there().sendAll(bytes("go ahead\n"));
                try (TlsStream stream = startTls(pair.there(), Tls.SERVER)) {
                    assertThat(stream.reader().readLine()).isEqualTo("secret");
                    stream.sendAll(bytes("well kept"));
                }
            });
            pair.here().sendAll(bytes("STARTTLS\n"));
            assertThat(pair.here().receiveExactly(9)).isEqualTo(bytes("go ahead\n"));
            try (TlsStream stream = startTls(pair.here(), "localhost", Tls.CLIENT)) {
                stream.sendAll(bytes("secret\n"));
                assertThat(stream.receiveAll()).isEqualTo(bytes("well kept"));
            }
        });
    }

    @LoopTest
    void tlsGoesOverTls() throws IOException {
        try (Tls outer = Tls.overMemory();
                Tls inner = Tls.over(outer.client(), outer.server(), Tls.CLIENT, Tls.SERVER)) {
            inner.client().sendAll(bytes("twice wrapped"));
            assertThat(inner.server().receiveExactly(13)).isEqualTo(bytes("twice wrapped"));
        }
    }

    @LoopTest
    void aServerThatSpeaksSomethingElseIsFoundOut() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        pair.there().sendAll(bytes("220 mail.example ready\r\n"));
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> startTls(pair.here(), "localhost", Tls.CLIENT))
                .withMessageContaining("handshake with localhost has failed");
        assertThat(pair.here().isClosed()).isTrue();
    }

    @LoopTest
    void aPeerThatHangsUpInTheHandshakeIsTold() {
        MemoryStream.Pair pair = MemoryStream.pair();
        pair.there().close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> startTls(pair.here(), "localhost", Tls.CLIENT));
        MemoryStream.Pair silent = MemoryStream.pair();
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> {
            silent.there().sendEof();
            startTls(silent.here(), "localhost", Tls.CLIENT);
        });
    }

    @LoopTest
    void aHandshakeTakesNoLongerThanItsLimit() {
        MemoryStream.Pair pair = MemoryStream.pair();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> startTls(pair.here(), "localhost", Tls.CLIENT))
                .withMessageContaining("PT30S");
        assertThat(loop().nanoTime()).isEqualTo(seconds(30).toNanos());
        assertThat(pair.here().isClosed()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.CLIENT.handshakeTimeout(seconds(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.SERVER.handshakeTimeout(seconds(-1)));
    }

    @LoopTest
    void aServerGoesOnWhenAHandshakeFails() throws IOException {
        try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER.handshakeTimeout(seconds(5)))) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> stream.sendAll(bytes("fine"))));
                try (SocketStream garbage = openTcpStream("127.0.0.1", listener.port());
                        SocketStream silent = openTcpStream("127.0.0.1", listener.port())) {
                    garbage.sendAll(bytes("GET / HTTP/1.1\r\n\r\n"));
                    try (TlsStream stream = openTlsStream("localhost", listener.port(), Tls.CLIENT)) {
                        assertThat(stream.receiveAll()).isEqualTo(bytes("fine"));
                    }
                    assertThat(silent.receiveAll())
                            .as("the silent one is let go")
                            .isEmpty();
                }
                n.cancel();
            });
        }
    }

    @LoopTest
    void aListenerAcceptsOneByOneToo() throws IOException {
        try (TlsListener listener = new TlsListener(TcpListener.open("127.0.0.1", 0), Tls.SERVER)) {
            nursery(n -> {
                Task<TlsStream> accepting = n.start(() -> listener.accept());
                openTlsStream("localhost", listener.port(), Tls.CLIENT).close();
                await(accepting).close();
            });
        }
    }
}
