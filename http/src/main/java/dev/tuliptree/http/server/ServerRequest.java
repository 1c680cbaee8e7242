package dev.tuliptree.http.server;

import dev.tuliptree.http.Attribute;
import dev.tuliptree.http.Form;
import dev.tuliptree.http.FormLimits;
import dev.tuliptree.http.Headers;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Parameters;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.TrustedProxies;
import dev.tuliptree.http.routing.Match;
import dev.tuliptree.http.stream.TextBody;
import dev.tuliptree.http.wire.CookieSyntax;
import dev.tuliptree.http.wire.HeaderBlock;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of requests. Strings are made of the head's bytes when they are asked for; the connection
 * takes the head away when the request has been handled, because it will use it, and those bytes, for the next one.
 */
final class ServerRequest implements Request {
    private final HttpConnection connection;
    private final @Nullable RequestBody body;
    private final String method;
    private final String path;
    private @Nullable RequestHead head;

    private Match.@Nullable Found<?> route;
    private @Nullable Headers headers;
    private @Nullable Headers trailers;
    private @Nullable Parameters queryParams;
    private @Nullable Map<String, String> cookies;
    private byte @Nullable [] bytes;
    private @Nullable Form form;
    private @Nullable ForwardedClient forwarded;
    private @Nullable Map<Attribute<?>, Object> attributes;

    ServerRequest(HttpConnection connection, RequestHead head, @Nullable RequestBody body) {
        this.connection = connection;
        this.head = head;
        this.body = body;
        this.method = head.method();
        this.path = head.rawPath();
    }

    void route(Match.Found<?> found) {
        route = found;
    }

    /** Has an endpoint answer on its terms. */
    Response answerBy(Endpoint endpoint) throws Exception {
        admitBody(endpoint.terms().maxBodyBytes());
        return endpoint.terms().endsWithClient()
                ? connection.watch(head()).run(endpoint.handler(), this, body != null)
                : endpoint.handler().handle(this);
    }

    /**
     * Decides how large the body may be.
     *
     * @param most how many bytes, or {@link Endpoint.Terms#SERVER_LIMIT}
     * @throws ProtocolException 413 if it is announced to be larger
     */
    void admitBody(long most) throws ProtocolException {
        if (body != null) {
            body.admit(most == Endpoint.Terms.SERVER_LIMIT ? connection.limits.maxBodyBytes() : most);
        }
    }

    /** The request has been handled. */
    void release() {
        head = null;
        if (body != null) {
            body.release();
        }
    }

    /** Whether the connection is known to be broken. */
    boolean isClientGone() {
        return connection.isBroken();
    }

    static IllegalStateException isOver() {
        return new IllegalStateException(
                "the request has been handled: take from it what is needed later before its handler returns");
    }

    RequestHead head() {
        RequestHead current = head;
        if (current == null) {
            throw isOver();
        }
        return current;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String rawQuery() {
        return head().rawQuery();
    }

    @Override
    public String pathParam(String name) {
        String value = route == null ? null : route.value(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + path + " has no parameter named " + name);
        }
        return value;
    }

    @Override
    public Parameters queryParams() {
        if (queryParams == null) {
            String query = rawQuery();
            queryParams = query == null ? Parameters.EMPTY : Parameters.parse(query);
        }
        return queryParams;
    }

    @Override
    public @Nullable String host() {
        ForwardedClient client = forwarded();
        String host = client == null ? null : client.host();
        return host == null ? head().host() : host;
    }

    @Override
    public @Nullable String header(String name) {
        return headers == null ? head().header(name) : headers.first(name);
    }

    @Override
    public Headers headers() {
        if (headers == null) {
            headers = Headers.of(head().headers());
        }
        return headers;
    }

    @Override
    public Headers trailers() {
        if (trailers == null) {
            head();
            HeaderBlock lines = body == null ? null : body.trailers();
            trailers = lines == null ? Headers.EMPTY : Headers.of(lines);
        }
        return trailers;
    }

    @Override
    public Map<String, String> cookies() {
        if (cookies == null) {
            cookies = Collections.unmodifiableMap(
                    CookieSyntax.parse(head().headers().all("cookie")));
        }
        return cookies;
    }

    @Override
    public InputStream body() {
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        return body == null ? InputStream.nullInputStream() : body;
    }

    @Override
    public byte[] bytes() throws IOException {
        if (bytes == null) {
            int announced = Math.clamp(head().contentLength(), 0, Integer.MAX_VALUE);
            bytes = body == null ? new byte[0] : body.readAll(announced);
        }
        return bytes;
    }

    @Override
    public String text() throws IOException {
        try {
            return TextBody.decode(bytes(), header("Content-Type"));
        } catch (UnsupportedEncodingException e) {
            throw new HttpException(415, "The character set of the body is unknown.");
        } catch (CharacterCodingException e) {
            throw new HttpException(400, "The body is not encoded as its type says, or else in UTF-8.");
        }
    }

    @Override
    public Form form(FormLimits limits) throws IOException {
        if (form == null) {
            form = Forms.read(this, limits);
        }
        return form;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        ForwardedClient client = forwarded();
        return client == null ? connection.remoteAddress() : client.address();
    }

    @Override
    public boolean isSecure() {
        ForwardedClient client = forwarded();
        Boolean secure = client == null ? null : client.secure();
        return secure == null ? connection.isSecure() : secure;
    }

    /** What trusted proxies tell; null if there are none. */
    private @Nullable ForwardedClient forwarded() {
        TrustedProxies proxies = connection.trustedProxies();
        if (proxies != null && forwarded == null) {
            forwarded = ForwardedClient.of(proxies, connection.remoteAddress(), connection.isLocal(), headers());
        }
        return forwarded;
    }

    @Override
    @SuppressWarnings("unchecked") // attribute(key, value) puts in what the key stands for.
    public <T> @Nullable T attribute(Attribute<T> key) {
        return attributes == null ? null : (T) attributes.get(key);
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        if (attributes == null) {
            attributes = new HashMap<>(4);
        }
        attributes.put(key, value);
    }

    /** The request line, for logs. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
