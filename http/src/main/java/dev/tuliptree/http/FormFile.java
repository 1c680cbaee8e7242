package dev.tuliptree.http;

import org.jspecify.annotations.Nullable;

/**
 * A file that came with a form.
 *
 * @param name the name of its field
 * @param fileName what the client calls the file, without folders; null if nothing safe is left of that. Do not
 *     overwrite what is there already
 * @param contentType what the client says that it is, maybe null
 * @param bytes what is in it
 */
@SuppressWarnings("ArrayRecordComponent") // It has one owner; a copy would protect nobody.
public record FormFile(
        String name, @Nullable String fileName, @Nullable String contentType, byte[] bytes) {}
