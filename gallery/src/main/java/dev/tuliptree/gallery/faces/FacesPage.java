package dev.tuliptree.gallery.faces;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Handler;
import dev.tuliptree.live.Html;
import dev.tuliptree.live.LiveApp;

/**
 * The page that several demos share: a button, two rows for the faces of foo and bar, and a log.
 *
 * @param client the open page
 */
public record FacesPage(Client client) {

    /**
     * A demo on this page: rows and log are emptied, then something runs, and the button is out of use meanwhile.
     *
     * @param path where the demo is
     * @param title its heading
     * @param line what it shows
     * @param code the class that is the demo
     * @param onGo what the button runs
     * @return the demo
     */
    public static Demo demo(String path, String title, String line, Class<?> code, OnGo onGo) {
        Handler go = (client, data) -> {
            client.setText("#foo, #bar, #log", "");
            client.call("#go", "setAttribute", "disabled", "");
            try {
                onGo.run(new FacesPage(client));
            } finally {
                client.call("#go", "removeAttribute", "disabled");
                client.focus("#go");
            }
        };
        return new Demo(path, title, line, code, FacesPage.class, new LiveApp().on("#go click", go));
    }

    /** What a demo does when its button is pressed. */
    @FunctionalInterface
    public interface OnGo {
        /**
         * Runs the demo.
         *
         * @param page where to show it
         * @throws Exception to be reported
         */
        void run(FacesPage page) throws Exception;
    }

    /**
     * Adds a face to a row. Not a checkpoint.
     *
     * @param row {@code "foo"} or {@code "bar"}
     * @param face the face
     */
    public void add(String row, String face) {
        client.appendHtml("#" + row, Html.format("<li class=\"arriving\">{}</li>", face));
    }

    /**
     * Adds a line to the log. Not a checkpoint.
     *
     * @param line the line
     */
    public void log(String line) {
        client.appendHtml("#log", Html.format("<li>{}</li>", line));
    }
}
