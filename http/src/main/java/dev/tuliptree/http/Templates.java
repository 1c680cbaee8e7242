package dev.tuliptree.http;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.template.Pebble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pages made of templates by Pebble, whose language is that of Jinja: {@code io.pebbletemplates:pebble} must be
 * present. What a template prints is escaped for HTML, unless it says {@code raw}. Each template is read once.
 *
 * <pre>{@code
 * Templates templates = Templates.onClassPath(MyApp.class, "templates");
 * app.get("/hello/{name}", request -> templates.page("hello.html", Map.of("name", request.pathParam("name"))));
 * }</pre>
 *
 * <p>Templates are the program's own: who can write one can run code. Values are put in on the loop's thread.
 */
public final class Templates {
    /** The longest page: 16 Mi characters. */
    public static final int MAX_CHARACTERS = 16 << 20;

    private final Pebble pebble;
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    private Templates(Supplier<Pebble> pebble) {
        try {
            this.pebble = pebble.get();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "templates need Pebble: add io.pebbletemplates:pebble to the class path", e);
        }
    }

    /**
     * Templates in a folder. It may be read while others change it, but what was read once stays as it is.
     *
     * @throws IllegalStateException if Pebble is missing
     */
    public static Templates inFolder(Path folder) {
        return new Templates(() -> Pebble.inFolder(folder, MAX_CHARACTERS));
    }

    /**
     * Templates on the class path.
     *
     * @param anchor a class beside or above them
     * @param folder where they are, relative to the class's package
     * @throws IllegalStateException if Pebble is missing
     */
    public static Templates onClassPath(Class<?> anchor, String folder) {
        String path = anchor.getPackageName().replace('.', '/') + "/" + folder;
        return new Templates(() -> Pebble.onClassPath(anchor.getClassLoader(), path, MAX_CHARACTERS));
    }

    /**
     * 200 with a template filled in, as HTML. A checkpoint when the template is used for the first time, as it is then
     * read in another thread.
     *
     * @param name its path below the folder, without {@code ..}
     * @param values what it can name
     * @throws IllegalArgumentException if the name leads out of the folder
     * @throws IOException if there is no such template, or it is malformed, fails or gets longer than
     *     {@link #MAX_CHARACTERS}; says where
     */
    public Response page(String name, Map<String, ?> values) throws IOException {
        return Response.html(text(name, values));
    }

    /** A template filled in; otherwise as {@link #page}. */
    public String text(String name, Map<String, ?> values) throws IOException {
        if (name.startsWith("/")
                || name.indexOf('\\') >= 0
                || List.of(name.split("/", -1)).contains("..")) {
            throw new IllegalArgumentException("the name of a template is a path below its folder: " + name);
        }
        if (!loaded.contains(name)) {
            toThread(() -> {
                pebble.load(name);
                return true;
            });
            loaded.add(name);
        }
        return pebble.render(name, values);
    }
}
