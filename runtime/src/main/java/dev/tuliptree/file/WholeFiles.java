package dev.tuliptree.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.loop.WorkerThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads and writes files from end to end. Runs in file threads. */
final class WholeFiles {
    private static final int PIECE = 256 * 1024;
    private static final int FIRST_GUESS = 8 * 1024;
    private static final OpenOption[] REPLACING = {
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
    };

    private WholeFiles() {}

    /** Reads a file. Its size is a hint only: it may grow meanwhile, and those of {@code /proc} say 0. */
    static byte[] read(Path path, int limit) throws IOException {
        if (limit < 0) throw new IllegalArgumentException("the limit must not be negative: " + limit);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            byte[] bytes = new byte[(int) Math.min(Math.max(channel.size(), FIRST_GUESS), limit)];
            int length = 0;
            while (true) {
                WorkerThreads.throwIfCancelled();
                if (length == bytes.length) {
                    int next = readOne(channel);
                    if (next < 0) return bytes;
                    if (length == limit)
                        throw new IOException(path + " has more than the limit of " + limit + " bytes");
                    bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(FIRST_GUESS, bytes.length * 2L)));
                    bytes[length++] = (byte) next;
                } else {
                    int count = channel.read(ByteBuffer.wrap(bytes, length, Math.min(PIECE, bytes.length - length)));
                    if (count < 0) return Arrays.copyOf(bytes, length);
                    length += count;
                }
            }
        }
    }

    private static int readOne(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return channel.read(one) < 0 ? -1 : one.get(0) & 0xff;
    }

    static String readText(Path path, int limit) throws IOException {
        byte[] bytes = read(path, limit);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not text in UTF-8", e);
        }
    }

    static void write(Path path, byte[] bytes, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, options.length == 0 ? REPLACING : writing(options))) {
            for (int from = 0; from < bytes.length; ) {
                from += channel.write(ByteBuffer.wrap(bytes, from, Math.min(PIECE, bytes.length - from)));
            }
        }
    }

    private static OpenOption[] writing(OpenOption[] options) {
        OpenOption[] more = Arrays.copyOf(options, options.length + 1);
        more[options.length] = StandardOpenOption.WRITE;
        return more;
    }
}
