package dev.tuliptree.http.files;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.ActionOf;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.MultipartForm;
import dev.tuliptree.http.client.RequestBody;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Long files go to a connection without passing through this program, where nothing has to be made of them. */
class FileTransferTest {
    private static final String CONTENT = "0123456789".repeat(100_000);

    @TempDir
    private Path folder;

    private Path file;
    private final Application app = new Application();
    private final List<Long> transferred = new ArrayList<>();

    @BeforeEach
    void makeFiles() throws IOException {
        file = Files.writeString(folder.resolve("long.txt"), CONTENT);
        Files.writeString(folder.resolve("short.txt"), "0123456789");
        app.use(Compression.standard());
        app.staticFiles("/", folder);
        app.post("/length", request -> Response.text("" + request.bytes().length));
    }

    /** The stream, and a note of all that it is told to send from files. */
    private ByteStream noting(ByteStream stream) {
        return (ByteStream) Proxy.newProxyInstance(
                ByteStream.class.getClassLoader(), new Class<?>[] {ByteStream.class}, (_, method, arguments) -> {
                    if (method.getName().equals("sendFile")) {
                        transferred.add((Long) arguments[2]);
                    }
                    try {
                        return method.invoke(stream, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private long takeTransferred() {
        long sum = transferred.stream().mapToLong(Long::longValue).sum();
        transferred.clear();
        return sum;
    }

    private void serving(ActionOf<ClientSession, Exception> test) throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(10_000_000));
        var serving = app.serving(options);
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> serving.run(noting(stream))));
                ClientOptions client = ClientOptions.DEFAULT
                        .withBaseUrl("http://127.0.0.1:" + listener.port() + "/")
                        .withDecompressing(false);
                try (ClientSession session = new ClientSession(client)) {
                    test.run(session);
                }
                n.cancel();
            });
        }
    }

    @LoopTest
    void areSentByTheSystem() throws Exception {
        serving(session -> {
            try (ClientResponse response = session.get("long.txt")) {
                assertThat(response.text()).isEqualTo(CONTENT);
            }
            assertThat(takeTransferred()).isEqualTo(CONTENT.length());
            try (ClientResponse response = session.request("GET", "long.txt")
                    .header("Range", "bytes=5-700004")
                    .send()) {
                assertThat(response.text()).isEqualTo(CONTENT.substring(5, 700_005));
            }
            assertThat(takeTransferred()).isEqualTo(700_000);
            try (ClientResponse response = session.head("long.txt").send()) {
                assertThat(response.header("Content-Length")).isEqualTo("1000000");
            }
            try (ClientResponse response = session.get("short.txt")) {
                assertThat(response.text()).isEqualTo("0123456789");
            }
            try (ClientResponse response = session.request("GET", "long.txt")
                    .header("Accept-Encoding", "gzip")
                    .send()) {
                assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
                assertThat(response.bytes()).hasSizeLessThan(100_000);
            }
            assertThat(takeTransferred()).isZero();
        });
    }

    @LoopTest
    void areSentByTheSystemToServersToo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, ServerOptions.DEFAULT)) {
            ClientOptions options =
                    ClientOptions.DEFAULT.withConnector(_ -> noting(openTcpStream("127.0.0.1", server.port())));
            List<Long> told = new ArrayList<>();
            try (ClientSession session = new ClientSession(options)) {
                try (ClientResponse response = session.post(server.url("/length"))
                        .body(RequestBody.file(null, file))
                        .onSend((bytes, _) -> told.add(bytes))
                        .send()) {
                    assertThat(response.text()).isEqualTo("1000000");
                }
                assertThat(takeTransferred()).isEqualTo(CONTENT.length());
                assertThat(told).isSorted().endsWith(1_000_000L).hasSizeGreaterThan(2);
                MultipartForm form = new MultipartForm().field("a", "b").file("file", file);
                try (ClientResponse response =
                        session.post(server.url("/length")).form(form).send()) {
                    assertThat(Integer.parseInt(response.text())).isGreaterThan(1_000_000);
                }
                assertThat(takeTransferred()).isEqualTo(CONTENT.length());
            }
        }
    }

    @LoopTest(schedules = 1)
    void areReadAndSentUnderTls() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost", "127.0.0.1");
        ServerOptions options = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(identity));
        ClientOptions client = ClientOptions.DEFAULT.withTls(TlsClientOptions.DEFAULT.trust(identity.certificate()));
        try (Server server = app.listen("127.0.0.1", 0, options);
                ClientSession session = new ClientSession(client.withDecompressing(false));
                ClientResponse response = session.get(server.url("/long.txt"))) {
            assertThat(response.text()).isEqualTo(CONTENT);
        }
    }

    @LoopTest
    void thatBecomeShorterMeanwhileBreakTheConnectionOff() throws Exception {
        app.get("/announced", request -> {
            Response response = Response.file(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(300_000);
            }
            return response;
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(Class.forName("dev.tuliptree.http.server.ResponseSender"))) {
            assertThatThrownBy(() -> Peer.get(server, "/announced")).isInstanceOf(IOException.class);
            assertThat(log.complaints()).hasSize(1);
            assertThat(Peer.get(server, "/short.txt").status()).isEqualTo(200);
        }
    }

    @LoopTest
    void areNotSentForeverToWhoDoesNotRead() throws Exception {
        Path large = folder.resolve("large.bin");
        try (FileChannel channel = FileChannel.open(large, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A hole takes no place.
            channel.truncate(0).position((64 << 20) - 1).write(ByteBuffer.allocate(1));
        }
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
            sleep(seconds(25));
            assertThat(server.connections()).hasSize(1);
            sleep(seconds(20));
            assertThat(server.connections()).isEmpty();
            assertThat(Peer.get(server, "/short.txt").status()).isEqualTo(200);
        }
    }

    @LoopTest(schedules = 0)
    void areBrokenOffWhereverTheirSenderIsCancelled() throws Exception {
        int points = CancelEverywhere.run(victim -> victim.run(() -> {
            try (Server server = app.listen("127.0.0.1", 0);
                    ClientSession session = new ClientSession(ClientOptions.DEFAULT.withDecompressing(false))) {
                try (ClientResponse response = session.get(server.url("/long.txt"))) {
                    assertThat(response.bytes()).hasSize(1_000_000);
                }
                try (ClientResponse response = session.post(server.url("/length"))
                        .body(RequestBody.file(null, file))
                        .send()) {
                    assertThat(response.text()).isEqualTo("1000000");
                }
            }
        }));
        assertThat(points).isGreaterThan(10);
    }
}
