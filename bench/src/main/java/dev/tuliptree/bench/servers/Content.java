package dev.tuliptree.bench.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What every server that is compared has to serve, and every load expects. */
public final class Content {
    /** The body of a plain answer. */
    public static final String GREETING = "Hello, World!";

    /** The length of a short body. */
    public static final int KIB = 1 << 10;

    /** The length of a long one. */
    public static final int MIB = 1 << 20;

    /** The length of the file. */
    public static final int FILE = 64 << 10;

    /** The name of the file in its folder. */
    public static final String FILE_NAME = "file";

    private static final int PERIOD = '~' - ' ';

    private Content() {}

    /**
     * What is sent as JSON, made anew for each request.
     *
     * @param id a number
     * @param name a text
     * @param price a fraction
     * @param tags some texts
     */
    public record Item(long id, String name, double price, List<String> tags) {}

    /** The one item that is asked for. */
    public static Item item() {
        return new Item(42, "Liriodendron tulipifera", 19.5, List.of("tree", "magnoliid", "deciduous"));
    }

    /** The JSON of {@link #item}. */
    public static byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(item());
    }

    /** The {@link #GREETING} as bytes. */
    public static byte[] greeting() {
        return GREETING.getBytes(UTF_8);
    }

    /** So many bytes of ASCII, the same each time, that differ from their neighbours. */
    public static byte[] text(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < Math.min(length, PERIOD); i++) bytes[i] = (byte) (' ' + i);
        // Copied rather than computed, as a server that has just been started is timed, too.
        for (int done = PERIOD; done < length; done += PERIOD) {
            System.arraycopy(bytes, 0, bytes, done, Math.min(PERIOD, length - done));
        }
        return bytes;
    }

    /**
     * Makes a temporary folder with the one file. It goes when the JVM ends.
     *
     * @throws IOException if it cannot be made
     */
    public static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("tuliptree-bench");
        folder.toFile().deleteOnExit();
        Path file = Files.write(folder.resolve(FILE_NAME), text(FILE));
        file.toFile().deleteOnExit();
        return folder;
    }
}
