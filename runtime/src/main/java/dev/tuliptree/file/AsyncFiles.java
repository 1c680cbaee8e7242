package dev.tuliptree.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.net.StreamReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * What {@link Files} does, without holding up the loop. After Trio's {@code Path} and {@code open_file}.
 *
 * <p>Every method is a checkpoint and suspends while a file thread does the work; see the package about what becomes of
 * it when the task is cancelled. Loop thread only. Failures are those of {@link Files}:
 * {@link java.nio.file.NoSuchFileException} and its kin.
 */
public final class AsyncFiles {
    /** How large a file may be that is read as a whole, unless something else is said: 64 MiB. */
    public static final int DEFAULT_LIMIT = 64 * 1024 * 1024;

    /** How many entries a directory may have that is listed, unless something else is said. */
    public static final int DEFAULT_ENTRIES = 100_000;

    private AsyncFiles() {}

    // -- whole files

    /**
     * Reads a file of at most {@link #DEFAULT_LIMIT}.
     *
     * @param path the file
     * @return its bytes
     * @throws IOException if it cannot be read or is larger
     */
    public static byte[] readAllBytes(Path path) throws IOException {
        return readAllBytes(path, DEFAULT_LIMIT);
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param limit how many bytes it may have at most
     * @return its bytes
     * @throws IOException if it cannot be read or is larger
     */
    public static byte[] readAllBytes(Path path, int limit) throws IOException {
        return FileWork.call(() -> WholeFiles.read(path, limit));
    }

    /**
     * Reads a text in UTF-8 of at most {@link #DEFAULT_LIMIT} bytes.
     *
     * @param path the file
     * @return its text
     * @throws IOException if it cannot be read, is larger, or is something else than UTF-8
     */
    public static String readString(Path path) throws IOException {
        return readString(path, DEFAULT_LIMIT);
    }

    /**
     * Reads a text in UTF-8.
     *
     * @param path the file
     * @param limit how many bytes it may have at most
     * @return its text
     * @throws IOException if it cannot be read, is larger, or is something else than UTF-8
     */
    public static String readString(Path path, int limit) throws IOException {
        return FileWork.call(() -> WholeFiles.readText(path, limit));
    }

    /**
     * Opens a text in UTF-8 to iterate over its lines, which have {@link StreamReader#DEFAULT_LIMIT} bytes at most.
     *
     * <pre>{@code
     * try (FileLines lines = AsyncFiles.lines(path)) {
     *     for (String line : lines) IO.println(line);
     * }
     * }</pre>
     *
     * @param path the file
     * @return its lines
     * @throws IOException if it cannot be opened
     */
    public static FileLines lines(Path path) throws IOException {
        return lines(path, StreamReader.DEFAULT_LIMIT);
    }

    /**
     * As {@link #lines(Path)}, with another limit.
     *
     * @param path the file
     * @param limit how many bytes a line may have at most
     * @return its lines
     * @throws IOException if it cannot be opened
     */
    public static FileLines lines(Path path, int limit) throws IOException {
        return new FileLines(open(path, StandardOpenOption.READ), limit);
    }

    /**
     * Writes a file from end to end.
     *
     * @param path the file
     * @param bytes what to write; not to be touched meanwhile
     * @param options how to open it; without any it is made or replaced
     * @throws IOException if it cannot be written
     */
    public static void write(Path path, byte[] bytes, OpenOption... options) throws IOException {
        FileWork.run(() -> WholeFiles.write(path, bytes, options));
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param path the file
     * @param text what to write
     * @param options how to open the file; without any it is made or replaced
     * @throws IOException if it cannot be written
     */
    public static void writeString(Path path, String text, OpenOption... options) throws IOException {
        write(path, text.getBytes(UTF_8), options);
    }

    /**
     * Writes at the end of a file, which is made if it is not there.
     *
     * @param path the file
     * @param bytes what to write; not to be touched meanwhile
     * @throws IOException if it cannot be written
     */
    public static void append(Path path, byte[] bytes) throws IOException {
        write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Writes a text in UTF-8 at the end of a file, which is made if it is not there.
     *
     * @param path the file
     * @param text what to write
     * @throws IOException if it cannot be written
     */
    public static void append(Path path, String text) throws IOException {
        append(path, text.getBytes(UTF_8));
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param options how, as in {@link FileChannel#open(Path, OpenOption...)}; without any, for reading
     * @return the file, to be closed
     * @throws IOException if it cannot be opened
     */
    public static AsyncFile open(Path path, OpenOption... options) throws IOException {
        return new AsyncFile(FileWork.call(() -> FileChannel.open(path, options)), path);
    }

    // -- temporary ones

    /**
     * Makes a file that is deleted when it is closed, where the system keeps such files.
     *
     * @param prefix how its name begins
     * @param suffix how its name ends
     * @return the file, open for reading and writing
     * @throws IOException if it cannot be made
     */
    public static TemporaryFile temporaryFile(String prefix, String suffix) throws IOException {
        return TemporaryFile.create(prefix, suffix);
    }

    /**
     * Makes a directory that is deleted with all it holds when it is closed, where the system keeps such directories.
     *
     * @param prefix how its name begins
     * @return the directory, empty
     * @throws IOException if it cannot be made
     */
    public static TemporaryDirectory temporaryDirectory(String prefix) throws IOException {
        return TemporaryDirectory.create(prefix);
    }

    // -- directories

    /**
     * Lists a directory of at most {@link #DEFAULT_ENTRIES} entries.
     *
     * @param directory the directory
     * @return the paths of what is in it, sorted
     * @throws IOException if it cannot be read or has more
     */
    public static List<Path> list(Path directory) throws IOException {
        return list(directory, DEFAULT_ENTRIES);
    }

    /**
     * Lists a directory.
     *
     * @param directory the directory
     * @param limit how many entries it may have at most
     * @return the paths of what is in it, sorted
     * @throws IOException if it cannot be read or has more
     */
    public static List<Path> list(Path directory, int limit) throws IOException {
        return FileWork.call(() -> Trees.list(directory, limit));
    }

    /**
     * Goes through a directory and all below it. Symbolic links are named, and not followed.
     *
     * @param root where to begin; the first path of the iteration
     * @return what is there, to be iterated over
     * @throws IOException if it cannot be read
     */
    public static FileTree walk(Path root) throws IOException {
        return walk(root, Integer.MAX_VALUE);
    }

    /**
     * As {@link #walk(Path)}, not deeper than asked for.
     *
     * @param root where to begin
     * @param depth how many levels below it to go
     * @return what is there, to be iterated over
     * @throws IOException if it cannot be read
     */
    public static FileTree walk(Path root, int depth) throws IOException {
        return FileTree.open(root, depth);
    }

    /**
     * Makes a directory and those above it, as far as they are not there.
     *
     * @param directory the directory
     * @throws IOException if one cannot be made, or is there as something else
     */
    public static void createDirectories(Path directory) throws IOException {
        FileWork.run(() -> Files.createDirectories(directory));
    }

    /**
     * Deletes a file or an empty directory.
     *
     * @param path what to delete
     * @throws IOException if it is not there or cannot be deleted
     */
    public static void delete(Path path) throws IOException {
        FileWork.run(() -> Files.delete(path));
    }

    /**
     * Deletes a file or an empty directory, if it is there.
     *
     * @param path what to delete
     * @return true if it was there
     * @throws IOException if it cannot be deleted
     */
    public static boolean deleteIfExists(Path path) throws IOException {
        return FileWork.call(() -> Files.deleteIfExists(path));
    }

    /**
     * Deletes a file or a directory with all below it, if it is there. A symbolic link is deleted, and not what it
     * leads to. Cancelled, it stops at the next file.
     *
     * @param path what to delete
     * @throws IOException if something cannot be deleted; the rest is left
     */
    public static void deleteRecursively(Path path) throws IOException {
        FileWork.run(() -> Trees.delete(path));
    }

    /**
     * Copies a file, or makes an empty directory like another one.
     *
     * @param from the file
     * @param to the path of the copy
     * @param options how, as in {@link Files#copy(Path, Path, CopyOption...)}
     * @throws IOException if it cannot be copied, or something is there already
     */
    public static void copy(Path from, Path to, CopyOption... options) throws IOException {
        FileWork.run(() -> Files.copy(from, to, options));
    }

    /**
     * Copies a file, or a directory with all below it. Cancelled, it stops at the next file and leaves what it has
     * copied.
     *
     * @param from what to copy
     * @param to the path of the copy; directories may be there already
     * @param options how to copy each file, as in {@link Files#copy(Path, Path, CopyOption...)}
     * @throws IOException if something cannot be copied, or is there already
     */
    public static void copyRecursively(Path from, Path to, CopyOption... options) throws IOException {
        FileWork.run(() -> Trees.copy(from, to, options));
    }

    /**
     * Moves or renames a file or directory.
     *
     * @param from where it is
     * @param to where to move it
     * @param options how, as in {@link Files#move(Path, Path, CopyOption...)}
     * @throws IOException if it cannot be moved, or something is there already
     */
    public static void move(Path from, Path to, CopyOption... options) throws IOException {
        FileWork.run(() -> Files.move(from, to, options));
    }

    /**
     * Whether something is there.
     *
     * @param path where
     * @param options whether to follow symbolic links; they are, without any
     * @return false if it is not, or that cannot be told
     */
    public static boolean exists(Path path, LinkOption... options) {
        return FileWork.call(() -> Files.exists(path, options));
    }

    /**
     * What the system knows of a file: what it is, its size, its times.
     *
     * @param path the file
     * @param options whether to follow symbolic links; they are, without any
     * @return what is known
     * @throws IOException if it is not there
     */
    public static BasicFileAttributes attributes(Path path, LinkOption... options) throws IOException {
        return FileWork.call(() -> Files.readAttributes(path, BasicFileAttributes.class, options));
    }
}
