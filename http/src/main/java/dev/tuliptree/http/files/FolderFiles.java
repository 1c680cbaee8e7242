package dev.tuliptree.http.files;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.Handler;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files below a folder, or the compressed forms that lie beside them. Symbolic links are followed only as
 * far as they stay below it. What does not exist, what may not be read and what lies outside are all the same 404.
 */
public final class FolderFiles implements Handler {
    private final Path root;
    private final int skipped;

    /**
     * Files below a folder.
     *
     * @param skipped how many segments of a request's path lead to the folder
     * @throws IllegalArgumentException if it is not a folder that can be read
     */
    public FolderFiles(Path folder, int skipped) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no folder " + folder + " that can be read", e);
        }
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new IllegalArgumentException(folder + " is not a folder that can be read");
        }
        this.skipped = skipped;
    }

    @Override
    public Response handle(Request request) throws Exception {
        FilePath path = FilePath.of(request.path(), skipped);
        if (path != null) {
            Conditions conditions = Conditions.of(request);
            Precompressed forms = Precompressed.of(request);
            Response response = toThread(() -> find(path, conditions, forms));
            if (response != null) {
                return response;
            }
        }
        throw new HttpException(404);
    }

    private @Nullable Response find(FilePath path, Conditions conditions, Precompressed forms) {
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
                return hasIndex ? Response.redirect(308, path.withSlash()) : null;
            }
            if (!attributes.isRegularFile()) {
                return null;
            }
            // The name that was asked for tells the type, not that of a link's target.
            String type = MediaTypes.of(path.fileNames().getLast());
            Precompressed.Form form = forms.choose(real, attributes, type);
            return form.describe(FileContent.answer(conditions, form.file(), type, form.attributes()));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
