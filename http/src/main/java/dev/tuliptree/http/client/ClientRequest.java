package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Parameters;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.coding.Codings;
import dev.tuliptree.http.wire.CookieSyntax;
import dev.tuliptree.http.wire.FieldSyntax;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that was not sent yet: see {@link ClientSession#request}. Loop thread only. */
public final class ClientRequest {
    /** Headers that frame messages, and must not contradict what is really sent. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final ClientSession session;
    private final String method;
    private Url url;
    private Headers headers;
    private @Nullable RequestBody body;
    private ClientTimeouts timeouts;
    private RedirectPolicy redirects;
    private boolean decompressing;
    private boolean acceptingTrailers;
    private Duration continueWait = Duration.ZERO;
    private ClientTrace trace = ClientTrace.NONE;
    private Progress sendProgress = Progress.NONE;
    private Progress receiveProgress = Progress.NONE;

    ClientRequest(ClientSession session, String method, Url url) {
        this.session = session;
        this.method = FieldSyntax.checkMethod(method);
        this.url = url;
        headers = session.options().headers();
        timeouts = session.options().timeouts();
        redirects = session.options().redirects();
        decompressing = session.options().isDecompressing();
    }

    private ClientRequest(ClientRequest from, String method, Url url, Headers headers, @Nullable RequestBody body) {
        session = from.session;
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        timeouts = from.timeouts;
        redirects = from.redirects;
        decompressing = from.decompressing;
        acceptingTrailers = from.acceptingTrailers;
        continueWait = from.continueWait;
        trace = from.trace;
        sendProgress = from.sendProgress;
        receiveProgress = from.receiveProgress;
    }

    static void checkSettable(String name) {
        if (OURS.contains(FieldSyntax.checkName(name).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is set by the client");
        }
    }

    ClientRequest copy() {
        return changed(method, url, headers, body);
    }

    ClientRequest tracedBy(ClientTrace trace) {
        ClientRequest traced = copy();
        traced.trace = trace;
        return traced;
    }

    /** The same sent elsewhere, or otherwise. */
    ClientRequest changed(String method, Url url, Headers headers, @Nullable RequestBody body) {
        return new ClientRequest(this, method, url, headers, body);
    }

    // -- what is to be sent

    /**
     * Adds a parameter to the query of the URL; both are encoded.
     *
     * @return this request
     */
    public ClientRequest query(String name, String value) {
        return query(Parameters.of(name, value));
    }

    /**
     * Adds parameters to the query of the URL.
     *
     * @return this request
     */
    public ClientRequest query(Parameters parameters) {
        url = url.plusQuery(parameters.encode());
        return this;
    }

    /**
     * Sets a header, in place of all others of its name.
     *
     * @return this request
     * @throws IllegalArgumentException if the name or value is malformed, or the header is one that the client sets
     */
    public ClientRequest header(String name, String value) {
        checkSettable(name);
        headers = headers.with(name, value);
        return this;
    }

    /**
     * Sets a cookie for this request alone, besides those of the session.
     *
     * @return this request
     * @throws IllegalArgumentException if the name or value is malformed
     */
    public ClientRequest cookie(String name, String value) {
        String pair = CookieSyntax.checkName(name) + "=" + CookieSyntax.checkValue(value);
        String before = headers.first("Cookie");
        headers = headers.with("Cookie", before == null ? pair : before + "; " + pair);
        return this;
    }

    /**
     * Says who asks, by name and password (RFC 7617), which everybody on the way can read unless it goes over TLS.
     *
     * @return this request
     * @throws IllegalArgumentException if there is a colon in the name, or a control character in either
     */
    public ClientRequest basicAuth(String user, String password) {
        return header("Authorization", Authorization.basic(user, password));
    }

    /**
     * Says who asks, by a token (RFC 6750).
     *
     * @return this request
     * @throws IllegalArgumentException if it is none
     */
    public ClientRequest bearerAuth(String token) {
        return header("Authorization", Authorization.bearer(token));
    }

    /**
     * Sets the body: text, in UTF-8.
     *
     * @return this request
     */
    public ClientRequest body(String text) {
        return body(RequestBody.text(text));
    }

    /**
     * Sets the body. The array must not be changed before the request was sent.
     *
     * @return this request
     */
    public ClientRequest body(byte[] bytes) {
        return body(RequestBody.bytes(null, bytes));
    }

    /**
     * Sets the body. If there is no Content-Type header yet, the body's is set.
     *
     * @return this request
     */
    public ClientRequest body(RequestBody body) {
        this.body = body;
        String type = body.contentType();
        if (type != null && !headers.contains("Content-Type")) {
            headers = headers.plus("Content-Type", type);
        }
        return this;
    }

    /**
     * Sets the body: the JSON of an object, made by Jackson 3, which must be present.
     *
     * @return this request
     * @throws IllegalArgumentException if the object has none
     * @throws IllegalStateException if Jackson is missing
     */
    public ClientRequest json(Object value) {
        return body(RequestBody.jsonOf(value));
    }

    /**
     * Sets the body: a form without files.
     *
     * @return this request
     */
    public ClientRequest form(Parameters fields) {
        return body(RequestBody.form(fields));
    }

    /**
     * Sets the body: a form with files, as far as parts were added to it.
     *
     * @return this request
     */
    public ClientRequest form(MultipartForm form) {
        return body(form.body());
    }

    // -- how it is to be sent

    /**
     * Sets whether redirects are followed, in place of {@link ClientOptions#redirects}.
     *
     * @return this request
     */
    public ClientRequest redirects(RedirectPolicy policy) {
        redirects = policy;
        return this;
    }

    /**
     * Sets whether to ask for a compressed response and to decompress what comes, in place of
     * {@link ClientOptions#isDecompressing}. If an Accept-Encoding or Range header is set, that is what is asked for.
     *
     * @return this request
     */
    public ClientRequest decompressing(boolean wanted) {
        decompressing = wanted;
        return this;
    }

    /**
     * Says that {@link ClientResponse#trailers} will be looked at ({@code TE: trailers}, RFC 9110, 10.1.4). Some
     * servers send none unless they are told.
     *
     * @return this request
     */
    public ClientRequest acceptTrailers() {
        acceptingTrailers = true;
        return this;
    }

    /**
     * Sends the body only once the server has said that it wants it ({@code Expect: 100-continue}, RFC 9110, 10.1.1):
     * one that refuses the request, or sends it elsewhere, then does so before a large body has gone out in vain.
     *
     * @param wait how long to wait for its word: many servers do not know of this, so the body is sent then all the
     *     same. Zero does without, which is the default
     * @return this request
     * @throws IllegalArgumentException if the time is negative
     */
    public ClientRequest expectContinue(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("the time to wait is negative");
        }
        continueWait = wait;
        return this;
    }

    /**
     * Sets how long to wait, in place of {@link ClientOptions#timeouts}.
     *
     * @return this request
     */
    public ClientRequest timeouts(ClientTimeouts timeouts) {
        this.timeouts = timeouts;
        return this;
    }

    /**
     * Sets how long it may take in all: see {@link ClientTimeouts#total}.
     *
     * @return this request
     * @throws IllegalArgumentException if the time is negative
     */
    public ClientRequest timeout(Duration total) {
        timeouts = timeouts.withTotal(total);
        return this;
    }

    /**
     * Has someone told how much of the body was sent.
     *
     * @return this request
     */
    public ClientRequest onSend(Progress progress) {
        sendProgress = progress;
        return this;
    }

    /**
     * Has someone told how much of the response's body has come.
     *
     * @return this request
     */
    public ClientRequest onReceive(Progress progress) {
        receiveProgress = progress;
        return this;
    }

    /**
     * Sends the request and waits for the head of the response. A checkpoint.
     *
     * <p>If the connection has served before and breaks before a byte of the response came, the server has most likely
     * closed it just then; the request is sent again, on another one, if doing it twice does no harm: if its method is
     * idempotent, that is (RFC 9110, 9.2.2), and its body can be sent again.
     *
     * @return the response, whose body is still to be read: close it
     * @throws ClientTimeoutException if something takes too long; says what
     * @throws RedirectException if it leads to redirects that must not be followed
     * @throws dev.tuliptree.http.wire.ProtocolException if the answer is malformed
     * @throws IOException if no connection could be made, or it broke
     */
    public ClientResponse send() throws IOException {
        session.checkOpen();
        return new Call(session, timeouts, url.origin()).run(this);
    }

    /**
     * Opens a WebSocket with what was set of this request, whose method must be GET: its URL, headers and timeouts.
     * Redirects are not followed, nor middleware asked. A checkpoint.
     *
     * @param options how it is spoken
     * @throws IllegalStateException if the method is another, or there is a body, or the session is closed
     * @throws dev.tuliptree.http.wire.ProtocolException if the server does not agree
     * @throws ClientTimeoutException if connecting or the answer takes too long
     * @throws IOException if no connection could be made, or it broke
     */
    public WebSocket webSocket(WebSocketOptions options) throws IOException {
        if (!method.equals("GET") || body != null) {
            throw new IllegalStateException("a WebSocket is opened by a GET without a body");
        }
        return session.webSocket(this, options);
    }

    // -- what it is

    /** The method. */
    public String method() {
        return method;
    }

    /** Where it goes, without a fragment. */
    public String url() {
        return url.toString();
    }

    /** The headers set so far; the client adds more when it sends them. */
    public Headers headers() {
        return headers;
    }

    /** The body, or null if it has none. */
    public @Nullable RequestBody body() {
        return body;
    }

    /** The method and the URL. */
    @Override
    public String toString() {
        return method + " " + url;
    }

    Url target() {
        return url;
    }

    ClientTrace trace() {
        return trace;
    }

    ClientTimeouts timeouts() {
        return timeouts;
    }

    /** Zero unless the body waits for the server's word. */
    Duration continueWait() {
        return body == null ? Duration.ZERO : continueWait;
    }

    boolean isDecompressing() {
        return decompressing;
    }

    /** The headers to send: those that were set, and what follows from how the response is to be treated. */
    Headers headersToSend() {
        Headers all = headers;
        if (decompressing && !headers.contains("Accept-Encoding") && !headers.contains("Range")) {
            all = all.plus("Accept-Encoding", Codings.ACCEPTED);
        }
        if (acceptingTrailers) {
            // It is said to whoever is at the other end of this connection, and so is named in Connection.
            all = all.plus("TE", "trailers").plus("Connection", "TE");
        }
        return all;
    }

    RedirectPolicy redirects() {
        return redirects;
    }

    Progress sendProgress() {
        return sendProgress;
    }

    Progress receiveProgress() {
        return receiveProgress;
    }
}
