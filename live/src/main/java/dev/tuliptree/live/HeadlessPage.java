package dev.tuliptree.live;

import dev.tuliptree.Nursery;
import dev.tuliptree.sync.Event;
import dev.tuliptree.sync.Queue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final LiveApp app;
    private final @Nullable Object user;
    private final Map<Long, byte[]> files = new HashMap<>();
    private @Nullable String secret;
    private boolean left;
    private @Nullable Integer closeCode;

    private HeadlessPage(LiveApp app, int capacity, @Nullable Object user) {
        this.app = app;
        this.user = user;
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
        return new HeadlessPage(app, capacity, null).begin(nursery, null);
    }

    /**
     * Opens a page that somebody uses whom {@link LiveApp#authenticate} has found to be this one. Not a checkpoint.
     *
     * @param app what the page does
     * @param nursery owns the server's side of the page
     * @param user what {@link Client#user} says
     * @return the page
     */
    public static HeadlessPage openAs(LiveApp app, Nursery nursery, Object user) {
        return new HeadlessPage(app, CAPACITY, user).begin(nursery, null);
    }

    /**
     * Comes back to the same application as the same user, with the secret that this page has {@linkplain #receive
     * received} for its state, if there was any: as a browser does that had lost its connection. Not a checkpoint.
     *
     * @param nursery owns the server's side of the new page
     * @return another page, while this one remains as it is
     */
    public HeadlessPage again(Nursery nursery) {
        return new HeadlessPage(app, CAPACITY, user).begin(nursery, resume());
    }

    /** Comes with somebody else's secret. */
    HeadlessPage againAs(@Nullable Object user, Nursery nursery) {
        return new HeadlessPage(app, CAPACITY, user).begin(nursery, resume());
    }

    /** Begins with some content, whatever that may be. */
    static HeadlessPage openWith(LiveApp app, Nursery nursery, Object content) {
        return new HeadlessPage(app, CAPACITY, null).begin(nursery, content);
    }

    private @Nullable Object resume() {
        return secret == null ? null : Map.of("resume", secret);
    }

    private HeadlessPage begin(Nursery nursery, @Nullable Object content) {
        nursery.start(this::connect);
        toServer.tryPut(Message.format(LiveApp.DOCUMENT_READY, content));
        return this;
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
        return frames.hasNext() ? noted(Message.fromServer(frames.next())) : null;
    }

    /**
     * What the server has sent and was not received yet; does not wait. Not a checkpoint.
     *
     * @return the messages, in order
     */
    public List<Message> received() {
        var messages = new ArrayList<Message>();
        for (String frame; (frame = toPage.tryGet()) != null; ) messages.add(noted(Message.fromServer(frame)));
        return messages;
    }

    private Message noted(Message message) {
        if (message.route().equals(Command.SESSION.route()))
            secret = message.content().text("resume");
        return message;
    }

    /**
     * Chooses a file for a field of a form.
     *
     * @param name what the user calls it
     * @param type its MIME type
     * @param content what is in it
     * @return what goes into the content of the message as the field's value
     */
    public Map<String, Object> file(String name, String type, byte[] content) {
        long ref = files.size() + 1L;
        files.put(ref, content.clone());
        return Map.of("file", ref, "name", name, "size", content.length, "type", type);
    }

    /**
     * Sends a file that the server has asked for, as a browser does, by a request of its own. A checkpoint.
     *
     * @param command the server's {@code live.upload}
     * @return the status of the response: 204 if the server has taken it
     */
    public int upload(Message command) {
        byte[] content = files.getOrDefault(command.content().at("file").integer(), new byte[0]);
        return upload(command.content().text("id"), new ByteArrayInputStream(content));
    }

    /** Sends something under an id, also a wrong one. A checkpoint. */
    int upload(String id, InputStream content) {
        return app.uploads().receive(id, user, content);
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

    private void connect() {
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
        public @Nullable Object user() {
            return user;
        }

        @Override
        public String peer() {
            return "a test";
        }
    }
}
