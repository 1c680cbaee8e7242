package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Libraries that know only java.io read from streams and write to them, and suspend the calling task alone. */
class BlockingFormTest {
    @LoopTest
    void aLibraryReadsAndWritesOverAStreamWhileOthersRun() throws IOException {
        String text = "all work and no play\n".repeat(20_000);
        MemoryStream.Pair pair = MemoryStream.pair(100);
        nursery(n -> {
            n.start(() -> {
                try (OutputStream zipped = new GZIPOutputStream(pair.here().outputStream())) {
                    zipped.write(text.getBytes(StandardCharsets.US_ASCII));
                }
            });
            StringWriter read = new StringWriter();
            try (var unzipped =
                    new InputStreamReader(new GZIPInputStream(pair.there().inputStream()))) {
                unzipped.transferTo(read);
            }
            assertThat(read.toString()).isEqualTo(text);
        });
    }

    @LoopTest
    void singleBytesAreReadAndWrittenUpToTheEnd() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        pair.here().outputStream().write(200);
        pair.here().outputStream().write(new byte[] {1, 2, 3}, 1, 1);
        pair.here().close();
        InputStream in = pair.there().inputStream();
        assertThat(in.read(new byte[0])).isZero();
        assertThat(in.read()).isEqualTo(200);
        assertThat(in.read()).isEqualTo(2);
        assertThat(in.read()).isEqualTo(-1);
        in.close();
        assertThat(pair.there().isClosed()).isTrue();
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(in::read);
    }

    @LoopTest
    void readingAndWritingAreCheckpoints() throws IOException {
        try (MemoryStream.Pair pair = MemoryStream.pair()) {
            LoopAssertions.assertCheckpoints(() -> pair.here().outputStream().write(1));
            nursery(n -> {
                Task<Integer> reading = n.start(() -> pair.there().inputStream().read());
                settle();
                assertThat(reading.done()).isFalse();
                reading.cancel();
            });
        }
    }
}
