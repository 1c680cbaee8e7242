package dev.tuliptree.gallery.room;

import dev.tuliptree.Task;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Html;
import dev.tuliptree.live.LiveApp;
import java.util.HashMap;
import java.util.Map;

/**
 * A page on which something is started and stopped, while things on it change their state and a log is kept. No method
 * is a checkpoint.
 *
 * @param client the open page
 */
public record RoomPage(Client client) {

    /**
     * A live page whose button {@code #go} starts a task, one at a time, and whose button {@code #stop} cancels it. The
     * task belongs to the page, and further messages of the page are handled while it runs.
     *
     * @param onGo what the task does
     * @return the page, for more handlers
     */
    public static LiveApp app(OnGo onGo) {
        Map<Client, Task<?>> running = new HashMap<>();
        return new LiveApp()
                .on("#go click", (client, data) -> {
                    if (running.containsKey(client)) return;
                    RoomPage page = new RoomPage(client);
                    Task<?> task = client.start(() -> {
                        page.begin();
                        try {
                            onGo.run(page);
                        } finally {
                            running.remove(client);
                            page.end();
                        }
                    });
                    running.put(client, task.name("demo"));
                })
                .on("#stop click", (client, data) -> {
                    Task<?> task = running.get(client);
                    if (task != null) task.cancel("Stop was pressed");
                });
    }

    /** What a demo does when it is started. */
    @FunctionalInterface
    public interface OnGo {
        /**
         * Runs the demo.
         *
         * @param page where to show it
         * @throws Exception to be reported
         */
        void run(RoomPage page) throws Exception;
    }

    private void begin() {
        client.setText("#log, .note", "");
        client.call("[data-state]", "setAttribute", "data-state", "");
        client.call("#go", "setAttribute", "disabled", "");
        client.call("#stop", "removeAttribute", "disabled");
    }

    private void end() {
        client.call("#stop", "setAttribute", "disabled", "");
        client.call("#go", "removeAttribute", "disabled");
        client.focus("#go");
    }

    /**
     * Shows the state of a thing.
     *
     * @param id the id of its element
     * @param state one of those that the style sheet knows: running, waiting, done, failed, cancelled; or nothing
     */
    public void state(String id, String state) {
        client.call("#" + id, "setAttribute", "data-state", state);
    }

    /**
     * Shows the state of a thing, and says more about it.
     *
     * @param id the id of its element
     * @param state the state
     * @param note what more there is to say
     */
    public void state(String id, String state, String note) {
        state(id, state);
        client.setText("#" + id + " > .note", note);
    }

    /**
     * Adds a line to the log.
     *
     * @param line the line
     */
    public void log(String line) {
        client.appendHtml("#log", Html.format("<li>{}</li>", line));
    }
}
