package dev.tuliptree.gallery;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.toThread;

import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The talk: a page of slides, which are sent anew to all who have it open when they change. Loop thread only. */
final class Talk {
    private static final String SLIDES = "talk/slides.md";

    /** How often the file is looked at while it is followed. */
    private static final Duration LOOK = millis(300);

    /** The longest file of slides that is read. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final List<Demo> demos;
    private final LiveApp page = new LiveApp();
    private Deck deck;

    /** The talk as it was built. */
    Talk(List<Demo> demos) {
        this.demos = List.copyOf(demos);
        deck = Deck.of(Templates.text(Talk.class, SLIDES), this.demos);
        // Also for a page that comes back: the server may be another one by now.
        page.on(LiveApp.DOCUMENT_READY, (client, data) -> send(client));
    }

    void mount(Application site, String path) {
        site.get(path + "/", request -> Response.html(deck.page()));
        page.files(Talk.class, "talk/page").mount(site, path);
    }

    LiveApp live() {
        return page;
    }

    private void send(Client client) {
        client.send("slides", deck.html());
    }

    /** Where the slides are written, if this program was built where it runs. */
    static Optional<Path> sourceFile() {
        try {
            CodeSource code = Talk.class.getProtectionDomain().getCodeSource();
            if (code == null) return Optional.empty();
            // gallery/target, and in it a jar or a folder of classes.
            Path target = Path.of(code.getLocation().toURI()).getParent();
            if (target == null || target.getParent() == null) return Optional.empty();
            Path file = target.getParent().resolve("src/main/resources/dev/tuliptree/gallery/" + SLIDES);
            return Optional.of(file).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Shows the slides of a file, and shows them again when it has changed, until it is cancelled. A file that cannot
     * be read, as while an editor replaces it, leaves the slides as they are. A checkpoint.
     */
    void follow(Path file) {
        String seen = "";
        while (true) {
            try {
                String stamp = toThread(() -> stamp(file));
                if (!stamp.equals(seen)) {
                    show(AsyncFiles.readString(file, MAX_BYTES));
                    seen = stamp;
                }
            } catch (IOException e) {
                // Tried again with the next look.
            }
            sleep(LOOK);
        }
    }

    private static String stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    }

    private void show(String markdown) {
        Deck changed = Deck.of(markdown, demos);
        if (changed.equals(deck)) return;
        deck = changed;
        for (Client client : page.clients()) send(client);
    }
}
