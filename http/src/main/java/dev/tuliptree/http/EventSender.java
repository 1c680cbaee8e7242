package dev.tuliptree.http;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.sync.Lock;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Sends events to a page: see {@link Response#events}. Any number of tasks may send; events go out whole, in the order
 * in which their tasks came. Loop thread only.
 */
public final class EventSender {
    /**
     * How often something is sent at least, so that proxies keep the connection, and a client that is gone is noticed.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final String COMMENT = ":\n\n";

    private final OutputStream out;
    private final Lock sending = new Lock();

    private EventSender(OutputStream out) {
        this.out = out;
    }

    /** Speaks to one page, until the handler returns. */
    static void serve(OutputStream out, EventHandler handler) throws Exception {
        EventSender sender = new EventSender(out);
        // Lets the page know at once that it is connected.
        sender.write(COMMENT);
        nursery(n -> {
            n.start(() -> {
                while (true) {
                    sleep(HEARTBEAT);
                    sender.write(COMMENT);
                }
            });
            handler.handle(sender);
            n.cancel();
        });
    }

    /**
     * Sends an event with nothing but data. A checkpoint; suspends while the client reads more slowly than is sent.
     *
     * @throws IOException if the client is gone
     */
    public void send(String data) throws IOException {
        send(ServerSentEvent.of(data));
    }

    /**
     * Sends an event. A checkpoint; suspends while the client reads more slowly than is sent.
     *
     * @throws IOException if the client is gone
     */
    public void send(ServerSentEvent event) throws IOException {
        write(event.encode());
    }

    private void write(String text) throws IOException {
        try (var _ = sending.acquire()) {
            out.write(text.getBytes(UTF_8));
            out.flush();
        }
    }
}
