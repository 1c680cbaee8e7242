package dev.tuliptree.http.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.FileLoader;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Templates by Pebble. Everything it prints is escaped for HTML unless the template says otherwise. */
public final class Pebble {
    private final PebbleEngine engine;

    private Pebble(Loader<String> loader, int maxCharacters) {
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .maxRenderedSize(maxCharacters)
                .build();
    }

    /** Templates in a folder. */
    public static Pebble inFolder(Path folder, int maxCharacters) {
        return new Pebble(new FileLoader(folder.toAbsolutePath().toString()), maxCharacters);
    }

    /** Templates on the class path, below a folder that is named from its root. */
    public static Pebble onClassPath(ClassLoader classes, String folder, int maxCharacters) {
        ClasspathLoader loader = new ClasspathLoader(classes);
        loader.setPrefix(folder);
        return new Pebble(loader, maxCharacters);
    }

    /**
     * Fills in a template. Blocks when it is read for the first time.
     *
     * @throws IOException if there is no such template, or it is malformed or fails; says where
     */
    public String render(String name, Map<String, ?> values) throws IOException {
        StringWriter text = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(text, Map.copyOf(values));
            return text.toString();
        } catch (PebbleException e) {
            throw new IOException("the template " + name + " cannot be filled in: " + e.getMessage(), e);
        }
    }

    /** Reads a template ahead. Blocks. */
    public void load(String name) throws IOException {
        try {
            engine.getTemplate(name);
        } catch (PebbleException e) {
            throw new IOException("the template " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
