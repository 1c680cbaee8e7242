package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.stream.TextBody;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A response whose head has arrived. Its body is read on demand; closing it gives the connection up. */
public final class ClientResponse implements AutoCloseable {
    private final ClientSession session;
    private final ClientConnection connection;
    private final int status;
    private final Headers headers;
    private final ResponseBodyInput content;
    private byte @Nullable [] bytes;

    ClientResponse(ClientSession session, ClientConnection connection, String method, ResponseHead head) {
        this.session = session;
        this.connection = connection;
        this.status = head.status();
        Headers.Builder builder = Headers.builder();
        head.headers().forEach(builder::add);
        this.headers = builder.build();
        this.content = new ResponseBodyInput(
                connection.inlet,
                head.bodyDecoder(method, session.options().limits()),
                session.options().stallTimeout());
    }

    /** The status, 200 to 999. */
    public int status() {
        return status;
    }

    /** All header lines. */
    public Headers headers() {
        return headers;
    }

    /** The value of the first header line with this name, case ignored, or null. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /**
     * The body, while it arrives. Reading suspends, and is a checkpoint. It throws
     * {@link java.net.SocketTimeoutException} if nothing comes for {@link ClientOptions#stallTimeout}, and
     * {@link dev.tuliptree.http.wire.ProtocolException} if the body is malformed or cut short.
     */
    public InputStream content() {
        return content;
    }

    /**
     * The whole body; the same array each time. A checkpoint.
     *
     * @throws IOException as reading {@link #content} does, and if there are more than
     *     {@link ClientOptions#maxBodyBytes}
     */
    public byte[] bytes() throws IOException {
        if (bytes == null) {
            int most = session.options().maxBodyBytes();
            byte[] all = content.readNBytes(most);
            if (all.length == most && content.read() >= 0) {
                throw new IOException("the body is larger than " + most + " bytes");
            }
            bytes = all;
        }
        return bytes;
    }

    /**
     * The whole body as text, in the character set that its Content-Type names, or else in UTF-8. A checkpoint.
     *
     * @throws java.nio.charset.CharacterCodingException if that is not what it is encoded in
     * @throws java.io.UnsupportedEncodingException if the character set is unknown
     * @throws IOException as {@link #bytes} does
     */
    public String text() throws IOException {
        return TextBody.decode(bytes(), header("Content-Type"));
    }

    /** Gives the connection up; what was not read of the body is lost. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        session.close(connection);
    }

    @Override
    public String toString() {
        return "response with status " + status;
    }
}
