package dev.tuliptree.http.coding;

import dev.tuliptree.http.stream.InflatingInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Which codings are known here, and what codes and decodes them. Any thread. */
public final class Codings {
    private static final boolean BROTLI = Brotli.isPresent();
    private static final boolean ZSTD = isPresent("com.github.luben.zstd.Zstd");

    /** What can be decoded, as an Accept-Encoding header says it. */
    public static final String ACCEPTED = "gzip, deflate" + (BROTLI ? ", br" : "") + (ZSTD ? ", zstd" : "");

    /** What can be encoded, the best first. */
    public static final List<String> ENCODABLE = encodable();

    private Codings() {}

    static boolean isPresent(String name) {
        try {
            Class.forName(name, false, Codings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<String> encodable() {
        List<String> all = new ArrayList<>(List.of("gzip", "deflate"));
        if (ZSTD) {
            all.addFirst("zstd");
        }
        return List.copyOf(all);
    }

    /**
     * Decodes a body. Closing what is returned gives up its memory, and does not close the body.
     *
     * @param coding the value of its Content-Encoding header
     * @param limit how many bytes may come out
     * @return null if the coding is not known
     */
    public static @Nullable InputStream decoding(InputStream body, String coding, long limit) {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "br" -> BROTLI ? new DecodingInput(body, Brotli::decoding, limit) : null;
            case "zstd" -> ZSTD ? new DecodingInput(body, Zstd::decoding, limit) : null;
            default -> InflatingInput.of(body, coding, limit);
        };
    }

    /**
     * Encodes what is written; flushing has the other end see what was written so far.
     *
     * @param coding one of {@link #ENCODABLE}
     */
    public static OutputStream encoding(OutputStream out, String coding) throws IOException {
        return switch (coding) {
            case "zstd" -> Zstd.encoding(out);
            case "gzip" -> new GZIPOutputStream(out, 8192, true);
            default -> new DeflaterOutputStream(out, true);
        };
    }
}
