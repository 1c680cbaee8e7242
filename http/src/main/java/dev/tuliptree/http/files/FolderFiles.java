package dev.tuliptree.http.files;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.FileCache;
import dev.tuliptree.http.Handler;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files below a folder, or the compressed forms that lie beside them. Symbolic links are followed only as
 * far as they stay below it. What does not exist, what may not be read and what lies outside are all the same 404.
 *
 * <p>Whatever may have to wait for a disk happens in another thread; a request for what is {@linkplain KnownFiles
 * known} needs no disk.
 */
public final class FolderFiles implements Handler {
    /** What somebody who looks may find. */
    private sealed interface Found {
        /** A file that is short enough to be kept. */
        record Known(KnownFile file) implements Found {}

        /** Something else. */
        record Answer(Response response) implements Found {}
    }

    private final Path root;
    private final int skipped;
    private final FileCache cache;
    // An application may be served by several loops.
    private final Map<EventLoop, KnownFiles> ofLoops = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Files below a folder.
     *
     * @param skipped how many segments of a request's path lead to the folder
     * @throws IllegalArgumentException if it is not a folder that can be read
     */
    public FolderFiles(Path folder, int skipped, FileCache cache) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no folder " + folder + " that can be read", e);
        }
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new IllegalArgumentException(folder + " is not a folder that can be read");
        }
        this.skipped = skipped;
        this.cache = cache;
    }

    @Override
    public Response handle(Request request) throws Exception {
        FilePath path = FilePath.of(request.path(), skipped);
        if (path == null) {
            throw new HttpException(404);
        }
        // The name that was asked for tells the type, not that of a link's target.
        String type = MediaTypes.of(path.fileName());
        Conditions conditions = Conditions.of(request);
        Precompressed accepted = Precompressed.of(request, type);
        KnownFiles known = ofLoops.computeIfAbsent(EventLoop.current(), _ -> new KnownFiles(cache));
        KnownFiles.Key key = new KnownFiles.Key(path, accepted);
        KnownFile file = known.get(key);
        return file == null ? look(known, key, type, conditions) : file.answer(conditions);
    }

    private Response look(KnownFiles known, KnownFiles.Key key, String type, Conditions conditions) throws IOException {
        long begun = EventLoop.current().nanoTime();
        Found found = toThread(() -> find(key, type, conditions));
        known.found(key, begun, found instanceof Found.Known(KnownFile file) ? file : null);
        return switch (found) {
            case Found.Known(KnownFile file) -> file.answer(conditions);
            case Found.Answer(Response response) -> response;
            case null -> throw new HttpException(404);
        };
    }

    private @Nullable Found find(KnownFiles.Key key, String type, Conditions conditions) {
        FilePath path = key.path();
        try {
            Path file = root;
            for (String name : path.fileNames()) {
                file = file.resolve(name);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                return null;
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                boolean hasIndex = !path.isFolder() && Files.isRegularFile(real.resolve(FilePath.INDEX));
                return hasIndex ? new Found.Answer(Response.redirect(308, path.withSlash())) : null;
            }
            if (!attributes.isRegularFile()) {
                return null;
            }
            Precompressed.Form form = key.accepted().choose(real, attributes, type);
            long size = form.attributes().size();
            if (size <= cache.maxFileBytes()) {
                return new Found.Known(new KnownFile(form, type, FileContent.bytes(form.file(), 0, (int) size)));
            }
            return new Found.Answer(
                    form.describe(FileContent.answer(conditions, form.file(), type, form.attributes())));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
