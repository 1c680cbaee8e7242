package dev.tuliptree.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a form has sent: see {@link Request#form}.
 *
 * @param fields its fields
 * @param files its files, in the order in which they came
 */
public record Form(Parameters fields, List<FormFile> files) {
    /** Copies the list. */
    public Form {
        files = List.copyOf(files);
    }

    /** The first value of a field, or null if there is none. */
    public @Nullable String first(String name) {
        return fields.first(name);
    }

    /** All values of a field, in order; empty if there are none. */
    public List<String> all(String name) {
        return fields.all(name);
    }

    /** The first file of a field, or null if there is none. */
    public @Nullable FormFile file(String name) {
        for (FormFile file : files) {
            if (file.name().equals(name)) {
                return file;
            }
        }
        return null;
    }
}
