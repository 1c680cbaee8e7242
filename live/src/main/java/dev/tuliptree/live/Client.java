package dev.tuliptree.live;

import dev.tuliptree.Action;
import dev.tuliptree.Task;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open page, as the server sees it: its {@linkplain Commands commands} change that page.
 *
 * <p>None of them suspends, so speaking to many pages never waits for the slowest. Where a page takes nothing for so
 * long that {@link LiveLimits#maxQueuedMessages} or {@link LiveLimits#maxQueuedBytes} is exceeded, its connection is
 * closed with code 1013. A handler that has a great deal to say calls {@link #flush} now and then. Commands for a page
 * that has left do nothing.
 *
 * <p>A client is equal to itself only and may be a key of a map; a page that comes back is a new client, to whom its
 * {@link #state} is given back. Loop thread only.
 */
public final class Client extends Commands {
    private final Session session;
    private final State state;

    Client(Session session, State state) {
        this.session = session;
        this.state = state;
    }

    /**
     * Handles a message of this page only, from now on, instead of what {@link LiveApp#on} says: for what belongs to an
     * element that was just added, or to a dialogue. Not a checkpoint.
     *
     * @param route a message or a DOM event, as for {@link LiveApp#on}; one that this page handles already is replaced
     * @param handler what to do
     * @throws IllegalArgumentException if the route is none, is reserved, or is one of the connection's life
     * @throws IllegalStateException if the page has {@link LiveLimits#maxHandlers} already
     */
    public void on(String route, Handler handler) {
        session.listeners().add(Route.parse(route), handler);
    }

    /**
     * Forgets what {@link #on} said; what {@link LiveApp#on} says holds again. Harmless if there is nothing to forget.
     * Not a checkpoint.
     *
     * @param route the route
     * @throws IllegalArgumentException if the route is none or is reserved
     */
    public void off(String route) {
        session.listeners().remove(Route.parse(route));
    }

    /**
     * What the server keeps for this page, also while the page is away for a while: see {@link State}.
     *
     * @return the same each time
     */
    public State state() {
        return state;
    }

    /**
     * Whose page it is, as {@link LiveApp#authenticate} has found out.
     *
     * @param type what that made of the request
     * @param <T> the same
     * @return the user
     * @throws IllegalStateException if the page's application does not authenticate
     * @throws ClassCastException if the user is of another type
     */
    public <T> T user(Class<T> type) {
        Object user = session.user();
        if (user == null) throw new IllegalStateException("nobody has said who uses the page: see authenticate()");
        return type.cast(user);
    }

    /**
     * Has the page send a file that its user has chosen, and reads it while it arrives. Does not wait for it: not a
     * checkpoint.
     *
     * @param file the file, as {@link Data#files} tells of it
     * @return the content, to be closed; a page that leaves breaks it off
     * @throws IOException if the file is larger than {@link UploadLimits#maxBytes}, or the page sends as many files as
     *     {@link UploadLimits#maxOpen} allows already
     * @throws IllegalStateException if the page has left
     */
    public Upload open(UploadFile file) throws IOException {
        return session.open(file);
    }

    /** Waits until the page has been sent all there is for it, or has left. A checkpoint. */
    public void flush() {
        session.flush();
    }

    /**
     * How many messages wait because the page has not taken them yet. Not a checkpoint.
     *
     * @return the number
     */
    public int waiting() {
        return session.waiting();
    }

    /**
     * Starts a task that belongs to the page: it is cancelled when the page leaves, and its failure is reported as that
     * of a handler. For what goes on beside the page's further messages, such as a clock. Not a checkpoint.
     *
     * @param action what it runs
     * @return the task
     * @throws IllegalStateException if the page has left, or has {@link LiveLimits#maxTasks} already
     */
    public Task<@Nullable Void> start(Action<Exception> action) {
        return session.start(action);
    }

    /**
     * Ends the connection for good: what was queued is still sent, then it is closed with code 1000, and the page does
     * not come back by itself. The page's handlers and tasks are cancelled then. Not a checkpoint.
     */
    public void close() {
        session.finish();
    }

    /**
     * Whether the page is still there, as far as is known. Not a checkpoint.
     *
     * @return false once it has left, or its connection is being closed
     */
    public boolean isOpen() {
        return session.isOpen();
    }

    /** Says who this is, for logs. */
    @Override
    public String toString() {
        return session.toString();
    }

    @Override
    void post(String frame) {
        if (session.isOpen()) session.post(frame);
    }

    /** An error on the page's console. */
    void error(String text) {
        post(Command.ERROR, value(text));
    }

    void listen(Route.DomEvent event, boolean wanted) {
        Map<String, String> content = Map.of("selector", event.selector(), "event", event.event());
        post(wanted ? Command.LISTEN : Command.IGNORE, content);
    }

    boolean isOf(LiveApp app) {
        return session.isOf(app);
    }
}
