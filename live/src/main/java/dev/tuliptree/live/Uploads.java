package dev.tuliptree.live;

import dev.tuliptree.sync.QueueShutDown;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files that pages of one application have been asked for. Each has an id that cannot be guessed, is good for one
 * request, and only while a handler waits for the file: so nobody fills a disk unasked. Loop thread only.
 */
final class Uploads {
    private static final int PIECE = 16 * 1024;

    private final Map<String, Upload> wanted = new HashMap<>();

    Upload add(Session session, UploadFile file) {
        Upload upload = new Upload(this, session, file);
        wanted.put(upload.id(), upload);
        return upload;
    }

    void remove(Upload upload) {
        wanted.remove(upload.id());
        upload.session().closed(upload);
    }

    /**
     * Takes the body of a request that sends a file; returns the status of its response. Checkpoints; a sender who is
     * cancelled breaks the file off.
     */
    int receive(String id, @Nullable Object user, InputStream body) {
        Upload upload = wanted.get(id);
        if (upload == null || !Objects.equals(upload.session().user(), user) || !upload.claim()) return 404;
        boolean done = false;
        try {
            byte[] buffer = new byte[PIECE];
            for (int count; (count = body.read(buffer)) >= 0; ) {
                byte[] piece = new byte[count];
                System.arraycopy(buffer, 0, piece, 0, count);
                if (count > 0) upload.arrive(piece);
            }
            done = true;
            return upload.complete() ? 204 : 400;
        } catch (QueueShutDown e) {
            return 410;
        } catch (IOException e) {
            upload.fail("\"" + upload.file().name() + "\" broke off: " + e.getMessage());
            done = true;
            return 400;
        } finally {
            if (!done) upload.fail("the page has broken off \"" + upload.file().name() + "\"");
        }
    }

    int size() {
        return wanted.size();
    }
}
