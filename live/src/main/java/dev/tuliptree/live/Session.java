package dev.tuliptree.live;

import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;

import dev.tuliptree.Action;
import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.live.Message.MalformedMessageException;
import dev.tuliptree.sync.Queue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection, from its first message to the end of its {@code connection_lost} handler.
 *
 * <p>Three coroutines in one nursery: one reads ahead by a single message, so that the end of the connection is noticed
 * while a handler runs; one handles the messages in turn; one writes. Whichever ends first ends the others, and what
 * the page's handlers have started. Loop thread only.
 */
final class Session {
    private static final System.Logger LOG = System.getLogger("dev.tuliptree.live");

    /** What our script says when it cannot send a file that it was asked for. */
    static final String UPLOAD_FAILED = Route.RESERVED_PREFIX + "uploadFailed";

    private final LiveApp app;
    private final Link link;
    private final State state;
    private final Client client;
    private final Listeners listeners;
    private final Outbox outbox;
    private final Set<Upload> uploads = new LinkedHashSet<>();
    private @Nullable String secret;
    private int filesOfMessage;
    private boolean ready;
    private @Nullable Nursery children;
    private int tasks;
    private boolean open = true;
    private Ending ending = new Ending(1001, "the server stops");

    /** What the connection is closed with, unless the page closed it. */
    private record Ending(int code, String reason) {}

    Session(LiveApp app, Link link) {
        this.app = app;
        this.link = link;
        this.state = new State(app.limits().state().maxBytes(), this::tellSecret);
        this.client = new Client(this, state);
        this.listeners = new Listeners(client, app);
        this.outbox = new Outbox(app.limits().maxQueuedMessages(), app.limits().maxQueuedBytes());
    }

    /** Serves the page until it has left. Checkpoints; cancelled when the server stops. */
    void run() {
        app.joined(client);
        try {
            nursery(n -> {
                children = n;
                var received = new Queue<Message>(1);
                n.start(() -> read(received)).name("page reader");
                n.start(this::write).name("page writer");
                handle(LiveApp.CONNECTION_MADE, Data.NOTHING);
                for (Message message : received) {
                    // One that was handed over in the very moment in which the page left comes too late.
                    if (open) dispatch(message);
                }
            });
        } finally {
            open = false;
            outbox.discard();
            shielded(this::farewell);
        }
    }

    private void farewell() {
        try {
            for (Upload upload : List.copyOf(uploads)) upload.close();
            app.left(client);
            nursery(n -> {
                n.start(this::closeLink);
                n.start(this::connectionLost);
            });
        } finally {
            // Only now: the handler may have changed it.
            if (secret != null) app.states().leave(secret);
        }
    }

    boolean isOpen() {
        return open;
    }

    void post(String frame) {
        if (outbox.offer(frame)) return;
        LOG.log(Level.INFO, "{0} is too slow: its connection is closed", this);
        end(new Ending(1013, "too slow: too many messages are waiting"));
    }

    void flush() {
        outbox.flush();
    }

    int waiting() {
        return outbox.size();
    }

    Listeners listeners() {
        return listeners;
    }

    LiveLimits limits() {
        return app.limits();
    }

    boolean isOf(LiveApp other) {
        return app == other;
    }

    @Nullable
    Object user() {
        return link.user();
    }

    Upload open(UploadFile file) throws IOException {
        if (!open) throw new IllegalStateException(this + " has left");
        UploadLimits limits = app.limits().uploads();
        if (file.size() > limits.maxBytes()) {
            throw new IOException(
                    "\"%s\" has %d bytes; the limit is %d".formatted(file.name(), file.size(), limits.maxBytes()));
        }
        if (uploads.size() == limits.maxOpen()) {
            throw new IOException(this + " sends " + limits.maxOpen() + " files already");
        }
        if (filesOfMessage == limits.maxFiles()) {
            throw new IOException("%s sends more than %d files for one message".formatted(this, limits.maxFiles()));
        }
        filesOfMessage++;
        Upload upload = app.uploads().add(this, file);
        uploads.add(upload);
        client.post(Command.UPLOAD, Map.of("id", upload.id(), "file", file.ref()));
        return upload;
    }

    void cancelUpload(Upload upload) {
        client.post(Command.CANCEL_UPLOAD, Map.of("id", upload.id()));
    }

    void closed(Upload upload) {
        uploads.remove(upload);
    }

    void finish() {
        if (!open || children == null) return;
        open = false;
        ending = new Ending(1000, "");
        outbox.finish();
        children.scope().deadlineIn(app.limits().closeTime());
    }

    Task<@Nullable Void> start(Action<Exception> action) {
        if (!open || children == null) throw new IllegalStateException(this + " has left");
        if (tasks == app.limits().maxTasks()) throw new IllegalStateException(this + " has too many tasks");
        tasks++;
        return children.start(() -> {
            try {
                guarded("a task", action);
            } finally {
                tasks--;
            }
        });
    }

    private void end(Ending how) {
        if (!open || children == null) return;
        open = false;
        ending = how;
        children.cancel(how.reason());
    }

    private void leave(String how) {
        open = false;
        if (children != null) children.cancel(how);
    }

    private void read(Queue<Message> received) {
        var rate = new Rate(app.limits().maxMessagesPerSecond());
        try {
            for (String frame; (frame = link.receive()) != null; ) {
                rate.await();
                Message message = Message.parse(frame);
                // Not in turn: the handler that is running waits for that file.
                if (message.route().equals(UPLOAD_FAILED)) uploadFailed(message.content());
                else received.put(message);
            }
            leave("the page has left");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} broke: {1}", this, e);
            leave("the connection broke");
        } catch (MalformedMessageException e) {
            LOG.log(Level.DEBUG, "{0} sent a malformed message: {1}", this, e.getMessage());
            end(new Ending(1008, "malformed message: " + e.getMessage()));
        }
    }

    private void write() {
        try {
            outbox.sendTo(link);
            leave("the server has ended the connection");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} broke: {1}", this, e);
            leave("the connection broke");
        }
    }

    private void dispatch(Message message) {
        filesOfMessage = 0;
        switch (message.route()) {
            // What only the server may say.
            case LiveApp.CONNECTION_MADE, LiveApp.CONNECTION_LOST -> unknown(message.route());
            case LiveApp.DOCUMENT_READY -> {
                if (!ready) begin(message.content());
                handle(message.route(), Data.NOTHING);
            }
            default -> {
                if (!handle(message.route(), message.content())) unknown(message.route());
            }
        }
    }

    /** The page is complete: it has its state back. */
    private void begin(Data content) {
        ready = true;
        if (content.isText("resume")) {
            State kept = app.states().claim(content.text("resume"), link.user());
            if (kept != null) state.become(kept);
        }
    }

    /** There is state to come back for: the page hears how. */
    private void tellSecret() {
        if (secret != null || !open) return;
        secret = app.states().enter(state, link.user());
        client.post(Command.SESSION, Map.of("resume", secret));
    }

    private void uploadFailed(Data content) {
        String id = content.isText("id") ? content.text("id") : "";
        for (Upload upload : uploads) {
            if (upload.id().equals(id))
                upload.fail("the page could not send \"" + upload.file().name() + "\"");
        }
    }

    /** Runs the handler of the route; false if there is none. */
    private boolean handle(String route, Data data) {
        Handler handler = listeners.handler(route);
        if (handler == null) return false;
        guarded("the handler of \"" + route + "\"", () -> handler.handle(client, data));
        return true;
    }

    private void unknown(String route) {
        client.error("no handler for \"" + route + "\"");
    }

    /** Runs the users' code: what it throws is reported and does no harm beyond it. Cancellation passes. */
    private void guarded(String who, Action<Exception> action) {
        try {
            action.run();
        } catch (DataException e) {
            LOG.log(Level.WARNING, "{0} refused what {1} sent: {2}", who, this, e.getMessage());
            client.error(who + " refused the data: " + e.getMessage());
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            LOG.log(Level.ERROR, who + " failed, for " + this, e);
            // No message: it may hold what is not meant for the page's user.
            client.error(who + " failed with " + e.getClass().getSimpleName() + "; the server's log says more");
        }
    }

    private void connectionLost() {
        boolean inTime = moveOnAfter(app.limits().connectionLostTime(), () -> {
            handle(LiveApp.CONNECTION_LOST, Data.NOTHING);
        });
        if (!inTime) {
            LOG.log(Level.WARNING, "the handler of \"connection_lost\" took too long and was cancelled, for {0}", this);
        }
    }

    private void closeLink() {
        link.close(ending.code(), ending.reason());
    }

    @Override
    public String toString() {
        return "the page of " + link.peer();
    }
}
