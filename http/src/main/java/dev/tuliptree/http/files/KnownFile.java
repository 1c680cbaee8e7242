package dev.tuliptree.http.files;

import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file, or a compressed form of one, as it was when somebody looked: all its bytes, and what tells them apart. */
final class KnownFile {
    /** More than this is worth being outside of the heap, from where it is sent without being copied. */
    private static final int COPIED = 16 * 1024;

    private final Precompressed.Form form;
    private final Validators validators;
    private ByteBuffer content;
    private Response whole;
    private boolean ready;

    KnownFile(Precompressed.Form form, String type, byte[] content) {
        this.form = form;
        this.content = ByteBuffer.wrap(content);
        validators = Validators.of(form.attributes());
        whole = form.describe(validators.addTo(Response.bytes(type, this.content)));
    }

    int size() {
        return content.capacity();
    }

    /** What a request is to get of it. */
    Response answer(Conditions conditions) throws IOException {
        Response response = conditions.answer(validators, size(), this::part);
        return response == whole ? whole : form.describe(response);
    }

    private Response part(long offset, long length) {
        return length == size()
                ? whole
                : whole.body(new ResponseBody.Buffer(content.slice((int) offset, (int) length)));
    }

    /** Whether it is the same to the byte, and was found in the same way. */
    boolean isStill(KnownFile other) {
        return form.file().equals(other.form.file())
                && form.varies() == other.form.varies()
                && validators.equals(other.validators)
                && content.equals(other.content);
    }

    /** It is asked for more than once. */
    void makeReady() {
        if (ready) {
            return;
        }
        ready = true;
        if (size() > COPIED) {
            try {
                content = ByteBuffer.allocateDirect(size())
                        .put(content.duplicate())
                        .flip();
                whole = whole.body(new ResponseBody.Buffer(content));
            } catch (OutOfMemoryError e) {
                // So it is copied each time: the JVM has a limit of its own for what is outside of the heap.
            }
        }
    }
}
