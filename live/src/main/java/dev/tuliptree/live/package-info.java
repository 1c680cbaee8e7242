/**
 * Web pages whose behaviour lives on the server. What the users of a page do, a click or a submitted form, arrives as a
 * message over one WebSocket; the server answers with commands that change the page. So a whole application is one Java
 * class and some HTML, and nothing has to be kept in step between two programs.
 *
 * <pre>{@code
 * var people = new LinkedHashMap<Client, String>();
 * var chat = new LiveApp()
 *         .files(Path.of("page"))
 *         .on("div#signin form submit", (client, data) -> {
 *             people.put(client, data.text("username"));
 *             client.hide("#signin");
 *             client.show("#chat");
 *         })
 *         .on("div#chat form submit", (client, data) -> {
 *             String line = people.get(client) + ": " + data.text("message");
 *             for (Client other : people.keySet()) other.appendHtml("#messages", Html.format("<p>{}</p>", line));
 *         })
 *         .on("connection_lost", (client, data) -> people.remove(client));
 * chat.mount(app, "/");
 * }</pre>
 *
 * <p>The page loads one script, which the page's application serves beside its files, and needs no other:
 * {@code <script src="live/tuliptree-live.js" defer></script>}. The script's own head says what it offers to a page's
 * scripts, and what becomes of a page whose connection is lost.
 *
 * <p><b>Where to start.</b> {@link dev.tuliptree.live.LiveApp} is a page and its {@linkplain dev.tuliptree.live.Handler
 * handlers}; {@link dev.tuliptree.live.Client} is one open window with that page, and what changes it;
 * {@link dev.tuliptree.live.Data} is what a window sent. {@link dev.tuliptree.live.Group} is several windows together,
 * and who is there; {@link dev.tuliptree.live.State} is what is kept for a window that comes back;
 * {@link dev.tuliptree.live.Upload} is a file on its way; {@link dev.tuliptree.live.Fragments} writes HTML from
 * templates. {@link dev.tuliptree.live.HeadlessPage} stands in for a browser in tests. {@code LIVE-PROTOCOL.md} in the
 * module's folder says what travels.
 *
 * <p><b>What holds.</b>
 *
 * <ul>
 *   <li>The messages of one window are handled strictly one after another, and a handler may suspend; windows never
 *       wait for each other. All handlers run on one loop: what they share needs no lock.
 *   <li>Text is text. Only {@code setHtml} and {@code appendHtml} take markup; {@link dev.tuliptree.live.Html} makes
 *       texts fit into it, and so do fragments.
 *   <li>No script and no style is written into a page, so it may be served with a Content-Security-Policy of
 *       {@code default-src 'self'}; handlers in markup do not run under it, which is as it should be.
 *   <li>A handler that fails is reported, in the log and on the page's console, and the connection lives on.
 *   <li>When a window leaves, however it does, its handler and tasks are cancelled, and then {@code connection_lost} is
 *       handled, shielded from cancellation, for a limited time.
 *   <li>Everything a window can make the server hold is limited: {@link dev.tuliptree.live.LiveLimits}.
 * </ul>
 */
@NullMarked
package dev.tuliptree.live;

import org.jspecify.annotations.NullMarked;
