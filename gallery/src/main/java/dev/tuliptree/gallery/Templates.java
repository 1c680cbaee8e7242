package dev.tuliptree.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.live.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The index and the frame of the demos, filled with what the demos say of themselves and with their source. */
final class Templates {
    private static final String ENTRY = """
            <li><a class="card" href="{}/"><span class="number">{}</span><span class="title">{}</span>\
            <span class="line">{}</span><span class="go" aria-hidden="true">→</span></a></li>
            """;

    private static final String CONSOLE = """
            <p>What the server is doing right now is shown, on the same machine, by <a href="console/">its console</a>.</p>
            """;

    private Templates() {}

    /** The page that lists the demos, and the console where there is one. */
    static String index(List<Demo> demos, boolean console) {
        var entries = new StringBuilder();
        for (Demo demo : demos) {
            entries.append(Html.format(ENTRY, demo.path(), demo.number(), demo.title(), demo.line()));
        }
        return text(Templates.class, "index.html")
                .replace("{demos}", entries)
                .replace("{console}", console ? CONSOLE : "");
    }

    /** A demo's page in the frame of all demos, with its source, which the build has put beside its class. */
    static String page(Demo demo) {
        String file = demo.code().getSimpleName() + ".java";
        return text(Templates.class, "frame.html")
                .replace("{title}", Html.escape(demo.title()))
                .replace("{line}", Html.escape(demo.line()))
                .replace("{body}", text(demo.home(), "page/page.html"))
                .replace("{file}", file)
                .replace("{idea}", text(demo.code(), "idea.html"))
                .replace("{source}", Highlighter.html(text(demo.code(), file)));
    }

    /** A demo's page without all that is around it, for a frame in another page. */
    static String stage(Demo demo) {
        return text(Templates.class, "stage.html")
                .replace("{title}", Html.escape(demo.title()))
                .replace("{body}", text(demo.home(), "page/page.html"));
    }

    /** A text that the build has put beside a class. */
    static String text(Class<?> home, String name) {
        try (InputStream resource = home.getResourceAsStream(name)) {
            if (resource == null) throw new IllegalStateException(home.getName() + " has no " + name);
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
