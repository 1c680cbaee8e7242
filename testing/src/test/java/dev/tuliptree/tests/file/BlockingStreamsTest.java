package dev.tuliptree.tests.file;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.file.BlockingStreams;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A stream of {@code java.io} holds up the task that uses it, and nobody else. */
class BlockingStreamsTest {
    private static void awaitSuspended(Task<?> task) {
        while (task.awaiting() == null) checkpoint();
    }

    @LoopTest
    void receivesWhatComesAndThenTheEnd() throws Exception {
        ReceiveStream stream = BlockingStreams.receiveFrom(new ByteArrayInputStream("tulip tree".getBytes(UTF_8)));
        assertThat(stream.receiveSome(5)).asString(UTF_8).isEqualTo("tulip");
        stream.awaitReadable();
        assertThat(stream.receiveAll()).asString(UTF_8).isEqualTo(" tree");
        assertThat(stream.receiveSome(5)).isEmpty();
        assertThat(stream.receiveSome(ByteBuffer.allocate(1))).isEqualTo(-1);
        stream.close();
    }

    @LoopTest
    void othersGoOnMeanwhile() throws Exception {
        SlowInput source = new SlowInput();
        ReceiveStream stream = BlockingStreams.receiveFrom(source);
        nursery(n -> {
            Task<byte[]> reader = n.start(() -> stream.receiveSome(100));
            awaitSuspended(reader);
            source.give("now");
            assertThat(await(reader)).asString(UTF_8).isEqualTo("now");
        });
        stream.close();
    }

    @LoopTest
    void whatACancelledTaskAskedForIsForTheNextOne() throws Exception {
        SlowInput source = new SlowInput();
        ReceiveStream stream = BlockingStreams.receiveFrom(source);
        nursery(n -> {
            Task<byte[]> first = n.start(() -> stream.receiveSome(100));
            awaitSuspended(first);
            first.cancel("enough");
            waitUntil(ALL_COMPLETED, first);
            source.give("kept");
        });
        source.end();
        assertThat(stream.receiveAll()).asString(UTF_8).isEqualTo("kept");
        stream.close();
    }

    @LoopTest
    void aSecondTaskIsRefused() throws Exception {
        SlowInput source = new SlowInput();
        ReceiveStream stream = BlockingStreams.receiveFrom(source);
        nursery(n -> {
            Task<?> first = n.start(() -> stream.receiveSome(100));
            awaitSuspended(first);
            assertThatIllegalStateException()
                    .isThrownBy(() -> stream.receiveSome(100))
                    .withMessageContaining("another task");
            source.end();
        });
        stream.close();
    }

    @LoopTest
    void closingItWakesWhoWaitsAndClosesTheOther() throws Exception {
        SlowInput source = new SlowInput();
        ReceiveStream stream = BlockingStreams.receiveFrom(source);
        nursery(n -> {
            Task<?> reader = n.start(() ->
                    assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> stream.receiveSome(100)));
            awaitSuspended(reader);
            stream.close();
            stream.close();
        });
        toThread(() -> source.closed.await());
        source.end();
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> stream.receiveSome(1));
    }

    @LoopTest
    void aFailureIsReportedEachTime() {
        IOException failure = new IOException("disk on fire");
        ReceiveStream in = BlockingStreams.receiveFrom(new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        });
        SendStream out = BlockingStreams.sendTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        });
        for (int i = 0; i < 2; i++) {
            assertThatIOException().isThrownBy(() -> in.receiveSome(1)).withCause(failure);
            assertThatIOException().isThrownBy(() -> out.sendAll(new byte[1])).withCause(failure);
        }
        in.close();
        out.close();
    }

    @LoopTest
    void sendsInOrderHoweverLarge() throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        SendStream stream = BlockingStreams.sendTo(target);
        byte[] large = new byte[200_000];
        for (int i = 0; i < large.length; i++) large[i] = (byte) (i * 7);
        stream.sendAll(ByteBuffer.wrap(large, 0, 1), ByteBuffer.wrap(large, 1, large.length - 1));
        stream.sendAll(new byte[0]);
        stream.close();
        assertThat(target.toByteArray()).isEqualTo(large);
    }

    /** A stream whose writes each take a permit. */
    private static final class SlowOutput extends OutputStream {
        final Semaphore permits = new Semaphore(0);
        final CountDownLatch writing = new CountDownLatch(1);
        final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("one byte at a time is not asked for");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writing.countDown();
            permits.acquireUninterruptibly();
            written.write(bytes, offset, length);
        }
    }

    @LoopTest
    void whatACancelledTaskHandedOverIsWrittenBeforeWhatComesNext() throws Exception {
        SlowOutput target = new SlowOutput();
        SendStream stream = BlockingStreams.sendTo(target);
        nursery(n -> {
            Task<?> first = n.start(() -> stream.sendAll("first ".getBytes(UTF_8)));
            awaitSuspended(first);
            assertThatIllegalStateException().isThrownBy(() -> stream.sendAll(new byte[1]));
            first.cancel("enough");
            waitUntil(ALL_COMPLETED, first);
            Task<?> second = n.start(() -> stream.sendAll("second".getBytes(UTF_8)));
            awaitSuspended(second);
            target.permits.release(2);
        });
        assertThat(target.written.toString(UTF_8)).isEqualTo("first second");
        stream.close();
    }

    @LoopTest(schedules = 0)
    void tooManyAtOnceAreRefused() throws Exception {
        List<SlowInput> sources = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        nursery(n -> {
            while (refused.isEmpty()) {
                SlowInput source = new SlowInput();
                ReceiveStream stream = BlockingStreams.receiveFrom(source);
                Task<?> reader = n.start(() -> {
                    try {
                        stream.receiveSome(1);
                    } catch (IOException e) {
                        refused.add(e.getMessage());
                    }
                });
                while (reader.awaiting() == null && !reader.done()) checkpoint();
                sources.add(source);
            }
            sources.forEach(SlowInput::end);
        });
        assertThat(refused.getFirst()).contains("256 blocking streams", "tuliptree.stream.threads");
        assertThat(sources).hasSizeLessThanOrEqualTo(257);
    }

    @LoopTest
    void allIsACheckpoint() throws Exception {
        ReceiveStream in = BlockingStreams.receiveFrom(new ByteArrayInputStream(new byte[10]));
        SendStream out = BlockingStreams.sendTo(new ByteArrayOutputStream());
        in.awaitReadable();
        LoopAssertions.assertCheckpoints(() -> in.receiveSome(1));
        LoopAssertions.assertCheckpoints(in::awaitReadable);
        LoopAssertions.assertCheckpoints(() -> out.sendAll(new byte[0]));
        LoopAssertions.assertLetsOthersRun(() -> in.awaitReadable());
        assertThat(in.receiveAll()).hasSize(10);
    }
}
