package dev.tuliptree.live;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes a page, or the pages of a group: the commands they carry out. A selector stands for every element it
 * matches; one that matches nothing changes nothing, and the page's console says so.
 *
 * <p>Commands are carried out in the order in which they were given. They only queue what is to be sent: none of them
 * suspends, and none fails because a page has left. Loop thread only.
 */
public abstract sealed class Commands permits Client, Group {
    Commands() {}

    /** Queues a frame for whomever this stands for. */
    abstract void post(String frame);

    /**
     * Replaces the content by text, which shows as it is, whatever it holds.
     *
     * @param selector which elements
     * @param text the text
     */
    public void setText(String selector, String text) {
        command(Command.SET_TEXT, selector, text);
    }

    /**
     * Replaces the content by HTML; see {@link Html} for what comes from users.
     *
     * @param selector which elements
     * @param html the HTML
     */
    public void setHtml(String selector, String html) {
        command(Command.SET_HTML, selector, html);
    }

    /**
     * Adds text behind the content, which shows as it is, whatever it holds.
     *
     * @param selector which elements
     * @param text the text
     */
    public void appendText(String selector, String text) {
        command(Command.APPEND_TEXT, selector, text);
    }

    /**
     * Adds HTML behind the content; see {@link Html} for what comes from users.
     *
     * @param selector which elements
     * @param html the HTML
     */
    public void appendHtml(String selector, String html) {
        command(Command.APPEND_HTML, selector, html);
    }

    /**
     * Sets what an input field, a text area or a selection holds.
     *
     * @param selector which elements
     * @param value the value
     */
    public void setValue(String selector, String value) {
        command(Command.SET_VALUE, selector, value);
    }

    /**
     * Shows what the attribute {@code hidden} or {@link #hide} has hidden.
     *
     * @param selector which elements
     */
    public void show(String selector) {
        command(Command.SHOW, selector);
    }

    /**
     * Hides elements; they also take no room and no focus.
     *
     * @param selector which elements
     */
    public void hide(String selector) {
        command(Command.HIDE, selector);
    }

    /**
     * Puts the keyboard's focus on an element.
     *
     * @param selector which one
     */
    public void focus(String selector) {
        command(Command.FOCUS, selector);
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
        post(Command.CALL, content);
    }

    /**
     * Writes to the browser's console.
     *
     * @param value anything Jackson writes as JSON
     * @throws IllegalArgumentException if the value cannot be written as JSON
     */
    public void log(@Nullable Object value) {
        post(Command.LOG, value(value));
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
        post(Message.format(route, content));
    }

    /** Sends a command, or nothing if nobody is there to carry it out. */
    final void post(Command command, Object content) {
        post(Message.format(command.route(), content));
    }

    private void command(Command command, String selector, Object... args) {
        post(command, content(selector, args));
    }

    private static Map<String, @Nullable Object> content(String selector, @Nullable Object[] args) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("selector", selector);
        content.put("args", Arrays.asList(args));
        return content;
    }

    static Object value(@Nullable Object value) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("value", value);
        return content;
    }
}
