package dev.tuliptree.http.files;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.Handler;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves files from the class path. They do not change while the program runs, so each is read once and kept, as long
 * as there is room.
 */
public final class ResourceFiles implements Handler {
    /** How many bytes are kept; what comes after is read each time. */
    private static final int MAX_KEPT = 32 << 20;

    /** The largest that is served, since it is read as a whole. */
    private static final int MAX_SIZE = 32 << 20;

    private final Class<?> anchor;
    private final String folder;
    private final int skipped;
    // An application may be served by several loops.
    private final Map<FilePath, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger keptBytes = new AtomicInteger();

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and seen by nobody else.
    private record Kept(Validators validators, Response whole, byte[] content) {
        Response answer(Conditions conditions) throws IOException {
            return conditions.answer(validators, content.length, this::part);
        }

        private Response part(long offset, long length) {
            if (length == content.length) {
                return whole;
            }
            byte[] part = Arrays.copyOfRange(content, (int) offset, (int) (offset + length));
            return whole.body(new ResponseBody.Bytes(part));
        }
    }

    /**
     * Files below a folder of the class path.
     *
     * @param anchor the class whose loader and package count
     * @param folder as {@link Class#getResource} takes it, with or without a slash at its end
     * @param skipped how many segments of a request's path lead to the folder
     */
    public ResourceFiles(Class<?> anchor, String folder, int skipped) {
        this.anchor = anchor;
        this.folder = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        this.skipped = skipped;
    }

    @Override
    public Response handle(Request request) throws Exception {
        FilePath path = FilePath.of(request.path(), skipped);
        if (path == null) {
            throw new HttpException(404);
        }
        Kept file = kept.get(path);
        if (file == null) {
            file = toThread(() -> load(name(path)));
            if (file == null) {
                return withoutFile(path);
            }
            keep(path, file);
        }
        return file.answer(Conditions.of(request));
    }

    private Response withoutFile(FilePath path) throws IOException {
        FilePath asFolder = new FilePath(path.names(), true);
        if (!path.isFolder() && toThread(() -> find(name(asFolder))) != null) {
            return Response.redirect(308, path.withSlash());
        }
        throw new HttpException(404);
    }

    private void keep(FilePath path, Kept file) {
        if (keptBytes.addAndGet(file.content().length) > MAX_KEPT || kept.putIfAbsent(path, file) != null) {
            // There is no room, or another request was quicker.
            keptBytes.addAndGet(-file.content().length);
        }
    }

    private String name(FilePath path) {
        return folder + String.join("/", path.fileNames());
    }

    private @Nullable Kept load(String name) throws IOException {
        URLConnection connection = find(name);
        if (connection == null) {
            return null;
        }
        byte[] content;
        try (InputStream in = connection.getInputStream()) {
            content = in.readNBytes(MAX_SIZE + 1);
        }
        if (content.length > MAX_SIZE) {
            throw new IOException("the resource " + name + " is larger than " + MAX_SIZE + " bytes");
        }
        Validators validators = new Validators(etag(content), -1);
        return new Kept(validators, validators.addTo(Response.bytes(MediaTypes.of(name), content)), content);
    }

    /** The resource of this name, or null. A folder is none, though the JDK would list what is in it. */
    private @Nullable URLConnection find(String name) throws IOException {
        URL url = anchor.getResource(name);
        if (url == null) {
            return null;
        }
        URLConnection connection = url.openConnection();
        // Kept open by the JDK, a jar could not be replaced.
        connection.setUseCaches(false);
        boolean isFolder = switch (connection) {
            case JarURLConnection jar ->
                jar.getJarEntry() == null || jar.getJarEntry().isDirectory();
            default -> url.getProtocol().equals("file") && !Files.isRegularFile(Path.of(URI.create(url.toString())));
        };
        return isFolder ? null : connection;
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
