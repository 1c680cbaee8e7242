package dev.tuliptree.live;

import dev.tuliptree.Action;
import dev.tuliptree.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open page, as the server sees it: its methods change that page. A selector stands for every element it matches;
 * one that matches nothing changes nothing, and the page's console says so.
 *
 * <p>Commands are carried out in the order in which they were given. They only queue what is to be sent: none of them
 * suspends, so speaking to many pages never waits for the slowest. Where a page takes nothing for so long that
 * {@link LiveLimits#maxQueuedMessages} or {@link LiveLimits#maxQueuedBytes} is exceeded, its connection is closed with
 * code 1013. A handler that has a great deal to say calls {@link #flush} now and then. Commands for a page that has
 * left do nothing.
 *
 * <p>A client is equal to itself only and may be a key of a map; a page that comes back is a new client. Loop thread
 * only.
 */
public final class Client {
    private final Session session;

    Client(Session session) {
        this.session = session;
    }

    /**
     * Replaces the content by text, which shows as it is, whatever it holds.
     *
     * @param selector which elements
     * @param text the text
     */
    public void setText(String selector, String text) {
        command("setText", selector, text);
    }

    /**
     * Replaces the content by HTML; see {@link Html} for what comes from users.
     *
     * @param selector which elements
     * @param html the HTML
     */
    public void setHtml(String selector, String html) {
        command("setHtml", selector, html);
    }

    /**
     * Adds text behind the content, which shows as it is, whatever it holds.
     *
     * @param selector which elements
     * @param text the text
     */
    public void appendText(String selector, String text) {
        command("appendText", selector, text);
    }

    /**
     * Adds HTML behind the content; see {@link Html} for what comes from users.
     *
     * @param selector which elements
     * @param html the HTML
     */
    public void appendHtml(String selector, String html) {
        command("appendHtml", selector, html);
    }

    /**
     * Sets what an input field, a text area or a selection holds.
     *
     * @param selector which elements
     * @param value the value
     */
    public void setValue(String selector, String value) {
        command("setValue", selector, value);
    }

    /**
     * Shows what the attribute {@code hidden} or {@link #hide} has hidden.
     *
     * @param selector which elements
     */
    public void show(String selector) {
        command("show", selector);
    }

    /**
     * Hides elements; they also take no room and no focus.
     *
     * @param selector which elements
     */
    public void hide(String selector) {
        command("hide", selector);
    }

    /**
     * Puts the keyboard's focus on an element.
     *
     * @param selector which one
     */
    public void focus(String selector) {
        command("focus", selector);
    }

    /**
     * Calls a method of the elements, whatever the browser has: {@code call("dialog", "showModal")}; or a method of one
     * of their properties: {@code call("#go", "classList.add", "ready")}. What it returns is not sent back.
     *
     * @param selector which elements
     * @param method the method's name, or the path to it
     * @param args its arguments: anything Jackson writes as JSON
     * @throws IllegalArgumentException if an argument cannot be written as JSON
     */
    public void call(String selector, String method, @Nullable Object... args) {
        var content = content(selector, args);
        content.put("method", method);
        post("live.call", content);
    }

    /**
     * Writes to the browser's console.
     *
     * @param value anything Jackson writes as JSON
     * @throws IllegalArgumentException if the value cannot be written as JSON
     */
    public void log(@Nullable Object value) {
        post("live.log", value(value));
    }

    /**
     * Sends a message to the page's own scripts, which listen with {@code live.on(route, content => ...)}.
     *
     * @param route what the scripts listen for
     * @param content anything Jackson writes as JSON: a text, a number, a list, a map, a record, or null
     * @throws IllegalArgumentException if the route is reserved or the content cannot be written as JSON
     */
    public void send(String route, @Nullable Object content) {
        if (route.startsWith(Route.RESERVED_PREFIX)) throw new IllegalArgumentException(route + " is reserved");
        post(route, content);
    }

    /** Waits until the page has been sent all there is for it, or has left. A checkpoint. */
    public void flush() {
        session.flush();
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

    /** An error on the page's console. */
    void error(String text) {
        post("live.error", value(text));
    }

    private void command(String name, String selector, Object... args) {
        post(Route.RESERVED_PREFIX + name, content(selector, args));
    }

    private void post(String route, @Nullable Object content) {
        if (session.isOpen()) session.post(Message.format(route, content));
    }

    private static Map<String, @Nullable Object> content(String selector, @Nullable Object[] args) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("selector", selector);
        content.put("args", Arrays.asList(args));
        return content;
    }

    private static Object value(@Nullable Object value) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("value", value);
        return content;
    }
}
