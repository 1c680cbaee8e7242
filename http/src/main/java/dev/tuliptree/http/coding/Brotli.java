package dev.tuliptree.http.coding;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * RFC 7932, by {@code org.brotli:dec}. Its windows have 16 MiB at most. Found by reflection, since that library has no
 * module name that one could rely on.
 */
final class Brotli {
    private static final String DECODER = "org.brotli.dec.BrotliInputStream";

    private Brotli() {}

    static boolean isPresent() {
        return Codings.isPresent(DECODER);
    }

    static InputStream decoding(InputStream body) throws IOException {
        try {
            Class<?> decoder = Class.forName(DECODER, true, Brotli.class.getClassLoader());
            return (InputStream) decoder.getConstructor(InputStream.class).newInstance(body);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("the body could not be decoded", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of org.brotli:dec is not known: use 0.1.2", e);
        }
    }
}
