package dev.tuliptree.live;

import dev.tuliptree.Nursery;
import dev.tuliptree.sync.Event;
import dev.tuliptree.sync.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page without a browser, for the tests of live pages: it needs no network, so it runs on a virtual clock. The test
 * plays the browser and its user, and sees each command that the server gives:
 *
 * <pre>{@code
 * nursery(n -> {
 *     try (var page = HeadlessPage.open(app, n)) {
 *         page.send("div#signin form submit", Map.of("username", "Ada"));
 *         assertThat(page.receive().route()).isEqualTo("live.hide");
 *     }
 * });
 * }</pre>
 *
 * <p>Loop thread only.
 */
public final class HeadlessPage implements AutoCloseable {
    private static final int CAPACITY = 1000;

    private final Queue<String> toServer = new Queue<>(CAPACITY);
    private final Queue<String> toPage;
    private final Event ended = new Event();
    private boolean left;
    private @Nullable Integer closeCode;

    private HeadlessPage(int capacity) {
        toPage = new Queue<>(capacity);
    }

    /**
     * Opens a page: it is connected and complete. Not a checkpoint.
     *
     * @param app what the page does
     * @param nursery owns the server's side of the page
     * @return the page
     */
    public static HeadlessPage open(LiveApp app, Nursery nursery) {
        return open(app, nursery, CAPACITY);
    }

    /**
     * Opens a page which takes a number of commands from the server and then no more until it {@linkplain #receive
     * receives} some, as a slow browser does. Not a checkpoint.
     *
     * @param app what the page does
     * @param nursery owns the server's side of the page
     * @param capacity the number
     * @return the page
     */
    public static HeadlessPage open(LiveApp app, Nursery nursery, int capacity) {
        var page = new HeadlessPage(capacity);
        nursery.start(() -> page.connect(app));
        page.toServer.tryPut(Message.format(LiveApp.DOCUMENT_READY, null));
        return page;
    }

    /**
     * Sends what a DOM event other than {@code submit} sends: its route and nothing else. A checkpoint.
     *
     * @param route the route
     */
    public void send(String route) {
        send(route, Map.of());
    }

    /**
     * Sends a message, for a submitted form with the fields' values by their names. A checkpoint.
     *
     * @param route the route
     * @param content anything that Jackson writes as JSON
     */
    public void send(String route, @Nullable Object content) {
        toServer.put(Message.format(route, content));
    }

    /** Sends a frame as it is, also a malformed one. A checkpoint. */
    void sendFrame(String frame) {
        toServer.put(frame);
    }

    /**
     * The server's next command or message; waits for it. A checkpoint.
     *
     * @return the message, or null if the connection has ended
     */
    public @Nullable Message receive() {
        var frames = toPage.iterator();
        return frames.hasNext() ? Message.fromServer(frames.next()) : null;
    }

    /**
     * What the server has sent and was not received yet; does not wait. Not a checkpoint.
     *
     * @return the messages, in order
     */
    public List<Message> received() {
        var messages = new ArrayList<Message>();
        for (String frame; (frame = toPage.tryGet()) != null; ) messages.add(Message.fromServer(frame));
        return messages;
    }

    /**
     * With what code the server has closed the connection.
     *
     * @return the code, or null if it did not
     */
    public @Nullable Integer closeCode() {
        return closeCode;
    }

    /** Leaves the page, and waits until the server has noticed and is done with it. A checkpoint. */
    @Override
    public void close() {
        left = true;
        toServer.shutdown();
        ended.await();
    }

    private void connect(LiveApp app) {
        try {
            app.serve(new MemoryLink());
        } finally {
            toPage.shutdown();
            ended.set();
        }
    }

    /** The server's end of the connection. */
    private final class MemoryLink implements Link {
        @Override
        public @Nullable String receive() {
            var frames = toServer.iterator();
            return frames.hasNext() ? frames.next() : null;
        }

        @Override
        public void send(String frame) {
            toPage.put(frame);
        }

        @Override
        public void close(int code, String reason) {
            if (!left) closeCode = code;
            toPage.shutdown();
            toServer.shutdown();
        }

        @Override
        public String peer() {
            return "a test";
        }
    }
}
