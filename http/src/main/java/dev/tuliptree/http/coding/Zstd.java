package dev.tuliptree.http.coding;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** RFC 8878, by {@code com.github.luben:zstd-jni}. */
final class Zstd {
    /** Windows have 8 MiB at most (RFC 9659, 3): a sender could otherwise ask for gigabytes. */
    private static final int WINDOW_LOG = 23;

    private static final int LEVEL = 3;

    private Zstd() {}

    static InputStream decoding(InputStream body) throws IOException {
        return new ZstdInputStreamNoFinalizer(body).setLongMax(WINDOW_LOG);
    }

    static OutputStream encoding(OutputStream out) throws IOException {
        return new ZstdOutputStreamNoFinalizer(out, LEVEL);
    }
}
