package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One request of a program, with all that it takes to get its answer. */
final class Call {
    private final ClientSession session;
    private final ClientTrace trace;
    private final Patience patience;
    private final ClientHandler handler;

    Call(ClientSession session, ClientTimeouts timeouts, Origin origin) {
        this.session = session;
        trace = session.options().trace().get();
        patience = new Patience(timeouts, origin);
        handler = around(this::exchange, session.options().middleware());
    }

    private static ClientHandler around(ClientHandler inner, List<ClientMiddleware> middleware) {
        ClientHandler handler = inner;
        for (ClientMiddleware outer : middleware.reversed()) {
            ClientHandler next = handler;
            handler = request -> outer.handle(request, next);
        }
        return handler;
    }

    ClientResponse run(ClientRequest request) throws IOException {
        trace.started(request.method(), request.url());
        try {
            return patience.total(() -> follow(request));
        } catch (IOException | RuntimeException e) {
            trace.failed(e);
            throw e;
        }
    }

    /** Sends the request, and goes where it is sent to. */
    private ClientResponse follow(ClientRequest first) throws IOException {
        ClientRequest request = first.tracedBy(trace);
        List<String> history = new ArrayList<>();
        while (true) {
            // A copy, since middleware may change what it is handed.
            ClientResponse response = handler.send(request.copy());
            ClientRequest next;
            try {
                next = Redirection.next(request, response, history.size());
            } catch (RedirectException e) {
                response.close();
                throw e;
            }
            if (next == null) {
                response.cameBy(history);
                return response;
            }
            response.close();
            history.add(request.url());
            request = next;
            patience.origin(next.target().origin());
            trace.redirected(next.url());
        }
    }

    /** Sends the request on a connection of the pool; if that turns out to be dead, on another one. */
    private ClientResponse exchange(ClientRequest request) throws IOException {
        Url url = request.target();
        Headers headers = session.cookies().addTo(request.headersToSend(), url);
        OutgoingRequest outgoing =
                new OutgoingRequest(request.method(), url, headers, request.body(), false, request.continueWait());
        boolean fresh = false;
        boolean proved = false;
        while (true) {
            ClientConnection connection = session.pool().lease(url.origin(), fresh, patience, trace);
            boolean answered = false;
            try {
                Forwarder proxy = connection.forwarder;
                DigestChallenge answer = proxy == null ? null : proxy.challenge();
                Exchange exchange = new Exchange(connection, outgoing, patience, trace, request.sendProgress());
                ResponseHead head = exchange.run();
                trace.responded(head.status());
                if (head.status() == 417 && outgoing.waitsForContinue()) {
                    outgoing = outgoing.withoutExpectation();
                    trace.repeated("the server cannot meet the expectation");
                    continue;
                }
                // Once: a proxy that always asks something else must not keep us busy.
                if (proxy != null && !proved && outgoing.hasRepeatableBody() && proxy.asks(head, answer)) {
                    proved = true;
                    trace.repeated("the proxy wants to know who asks");
                    continue;
                }
                ClientResponse response = response(connection, request, head, exchange);
                answered = true;
                session.cookies().take(response.headers(), url);
                return response;
            } catch (IOException e) {
                if (!connection.wasStale() || !outgoing.isRepeatable()) {
                    throw e;
                }
                trace.repeated("the connection was closed by the server");
                fresh = true;
            } finally {
                if (!answered) {
                    session.pool().release(connection, false);
                }
            }
        }
    }

    private ClientResponse response(
            ClientConnection connection, ClientRequest request, ResponseHead head, Exchange exchange) {
        boolean reusable = !exchange.isBodyHeldBack()
                && head.keepAlive()
                && head.status() != 101
                && !head.endsWithConnection(request.method());
        connection.keptByServer = KeepAlive.timeout(head.header("Keep-Alive"));
        ResponseBodyInput content = new ResponseBodyInput(
                connection,
                session.pool(),
                patience,
                trace,
                request.receiveProgress(),
                head.bodyDecoder(request.method(), session.options().limits()),
                head.contentLength(),
                reusable,
                exchange.upload());
        return new ClientResponse(request, head, content, session.options());
    }
}
