package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;

/** One request of a program, with all that it takes to get its answer. */
final class Call {
    private final ClientSession session;
    private final ClientRequest request;
    private final ClientTrace trace;
    private final Patience patience;

    Call(ClientSession session, ClientRequest request) {
        this.session = session;
        this.request = request;
        trace = session.options().trace().get();
        patience = new Patience(request.timeouts(), request.url().origin());
    }

    ClientResponse run() throws IOException {
        trace.started(request.method(), request.url().toString());
        try {
            return patience.total(() -> exchange(request.outgoing()));
        } catch (IOException | RuntimeException e) {
            trace.failed(e);
            throw e;
        }
    }

    /** Sends the request on a connection of the pool; if that turns out to be dead, on another one. */
    private ClientResponse exchange(OutgoingRequest outgoing) throws IOException {
        boolean fresh = false;
        while (true) {
            ClientConnection connection = session.pool().lease(outgoing.url().origin(), fresh, patience, trace);
            boolean answered = false;
            try {
                Exchange exchange = new Exchange(connection, outgoing, patience, trace, request.sendProgress());
                ResponseHead head = exchange.run();
                trace.responded(head.status());
                ClientResponse response = response(connection, outgoing, head, exchange.isSentWhole());
                answered = true;
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
            ClientConnection connection, OutgoingRequest outgoing, ResponseHead head, boolean sentWhole) {
        boolean reusable =
                sentWhole && head.keepAlive() && head.status() != 101 && !head.endsWithConnection(outgoing.method());
        connection.keptByServer = KeepAlive.timeout(head.header("Keep-Alive"));
        ResponseBodyInput content = new ResponseBodyInput(
                connection,
                session.pool(),
                patience,
                trace,
                request.receiveProgress(),
                head.bodyDecoder(outgoing.method(), session.options().limits()),
                head.contentLength(),
                reusable);
        return new ClientResponse(
                outgoing.url(), head, content, session.options().maxBodyBytes());
    }
}
