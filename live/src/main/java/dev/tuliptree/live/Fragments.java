package dev.tuliptree.live;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of pages, written by the template engine Pebble, which a program that uses this class brings along
 * ({@code io.pebbletemplates:pebble}). What {@link #render} returns is for {@link Commands#setHtml} and
 * {@link Commands#appendHtml}.
 *
 * <pre>{@code
 * var fragments = Fragments.of(Shop.class, "fragments");
 * client.setHtml("#basket", fragments.render("basket.html", Map.of("items", items)));
 * }</pre>
 *
 * <p>Values are escaped for HTML unless the template itself says {@code raw}; that makes them safe inside elements and
 * quoted attributes, and not inside scripts or addresses. A variable that a template uses and was not given is an
 * error. Templates include and extend others of the same folder by their names. They are read when they are used first,
 * which briefly holds up the loop, and kept. For any thread; nothing here suspends.
 */
public final class Fragments {
    /** What a fragment may come to, in characters: a mistake in a loop is not to take all memory. */
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final PebbleEngine engine;

    private Fragments(FragmentLoader.Source source) {
        engine = new PebbleEngine.Builder()
                .loader(new FragmentLoader(source))
                .autoEscaping(true)
                .strictVariables(true)
                .maxRenderedSize(MAX_CHARACTERS)
                .build();
    }

    /**
     * Templates of the class path.
     *
     * @param anchor a class beside or above the files
     * @param folder where they are, relative to the class
     * @return the fragments
     */
    public static Fragments of(Class<?> anchor, String folder) {
        return new Fragments(name -> anchor.getResourceAsStream(folder + "/" + name));
    }

    /**
     * Templates in a folder.
     *
     * @param folder the folder
     * @return the fragments
     */
    public static Fragments of(Path folder) {
        return new Fragments(name -> {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        });
    }

    /**
     * Writes a fragment.
     *
     * @param name the template's file, below the folder: {@code "basket.html"}
     * @param values what the template's variables stand for: texts, numbers, lists, maps; and objects, of whose public
     *     classes the templates see properties and components of records
     * @return the HTML
     * @throws IllegalArgumentException if there is no such template, it is malformed, a variable is missing, or the
     *     fragment becomes too long; the message says where
     */
    public String render(String name, Map<String, ? extends @Nullable Object> values) {
        var html = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(html, new HashMap<>(values));
        } catch (PebbleException | IOException e) {
            throw new IllegalArgumentException("the fragment " + name + " cannot be written: " + e.getMessage(), e);
        }
        return html.toString();
    }
}
