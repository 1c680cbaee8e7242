package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ContextVar;
import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** addReader and addWriter have the loop watch channels that a program brings along. */
class ChannelCallbackTest {
    private final List<String> calls = new ArrayList<>();
    private Pipe.SourceChannel source;
    private Pipe.SinkChannel sink;

    @BeforeEach
    void openPipe() throws IOException {
        Pipe pipe = Pipe.open();
        source = pipe.source();
        sink = pipe.sink();
        source.configureBlocking(false);
        sink.configureBlocking(false);
    }

    @AfterEach
    void closePipe() throws IOException {
        source.close();
        sink.close();
    }

    private static void write(WritableByteChannel channel, String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to so many bytes; "end" at the end. */
    private static String read(ReadableByteChannel channel, int most) {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        try {
            if (channel.read(buffer) < 0) return "end";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }

    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the engine look around, several times. */
    private static void lookAround() {
        sleep(millis(1));
        sleep(millis(1));
    }

    @LoopTest
    void aReaderIsCalledWhenThereIsSomethingToRead() {
        Future<String> received = loop().createFuture();
        loop().addReader(source, () -> {
            loop().removeReader(source);
            received.setResult(read(source, 10));
        });
        loop().callLater(seconds(1), () -> write(sink, "tulip"));
        assertThat(await(received)).isEqualTo("tulip");
    }

    @LoopTest
    void itIsCalledAgainUntilAllIsRead() {
        Future<String> all = loop().createFuture();
        loop().addReader(source, () -> {
            calls.add(read(source, 2));
            if (calls.size() == 3) all.setResult(String.join(",", calls));
        });
        write(sink, "tulips");
        assertThat(await(all)).isEqualTo("tu,li,ps");
        lookAround();
        assertThat(calls).as("and not when nothing is there").hasSize(3);
        assertThat(loop().removeReader(source)).isTrue();
    }

    @LoopTest
    void removedItIsCalledNoMore() {
        loop().addReader(source, () -> calls.add("called"));
        assertThat(loop().removeReader(source)).isTrue();
        assertThat(loop().removeReader(source)).isFalse();
        write(sink, "tulip");
        lookAround();
        assertThat(calls).isEmpty();
    }

    @LoopTest
    void removedWhenItsCallIsDueAlreadyItIsNotCalledEither() throws Exception {
        Pipe other = Pipe.open();
        other.source().configureBlocking(false);
        try {
            List<Pipe.SourceChannel> both = List.of(source, other.source());
            for (Pipe.SourceChannel channel : both) {
                loop().addReader(channel, () -> {
                    calls.add("called");
                    for (Pipe.SourceChannel each : both) loop().removeReader(each);
                });
            }
            write(sink, "one");
            write(other.sink(), "two");
            lookAround();
            assertThat(calls).as("the first to be called removes both").containsExactly("called");
        } finally {
            other.source().close();
            other.sink().close();
        }
    }

    @LoopTest
    void addedAgainItTakesThePlaceOfTheOneBefore() {
        loop().addReader(source, () -> calls.add("first"));
        loop().addReader(source, () -> calls.add("second " + read(source, 10)));
        write(sink, "tulip");
        lookAround();
        assertThat(calls).containsExactly("second tulip");
        loop().removeReader(source);
        loop().addReader(source, () -> calls.add("third " + read(source, 10)));
        write(sink, "tree");
        lookAround();
        assertThat(calls).containsExactly("second tulip", "third tree");
        loop().removeReader(source);
    }

    @LoopTest
    void aChannelWithoutCallbacksMayBlockAgain() throws Exception {
        loop().addReader(source, () -> calls.add("called"));
        lookAround();
        loop().removeReader(source);
        source.configureBlocking(true);
        write(sink, "tulip");
        assertThat(toThread(() -> read(source, 10))).isEqualTo("tulip");
    }

    @LoopTest
    void aWriterIsCalledWhileThereIsRoom() throws Exception {
        Future<String> full = loop().createFuture();
        int[] written = {0};
        ByteBuffer much = ByteBuffer.allocate(100_000);
        loop().addWriter(sink, () -> {
            try {
                int count = sink.write(much.clear());
                written[0] += count;
                if (count < much.capacity()) full.setResult("full");
            } catch (IOException e) {
                full.setException(e);
            }
        });
        assertThat(await(full)).isEqualTo("full");
        int before = written[0];
        lookAround();
        assertThat(written[0]).as("no room, no call").isEqualTo(before);
        int read = 0;
        while (read < before) read += source.read(ByteBuffer.allocate(100_000));
        loop().removeWriter(sink);
        assertThat(loop().removeWriter(sink)).isFalse();
    }

    @LoopTest
    void aConnectionMayBeMadeAndAcceptedByCallbacks() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server = ServerSocketChannel.open();
                SocketChannel client = SocketChannel.open()) {
            server.bind(anyPort).configureBlocking(false);
            client.configureBlocking(false);
            Future<SocketChannel> accepted = loop().createFuture();
            Future<Boolean> connected = loop().createFuture();
            loop().addReader(server, () -> {
                try {
                    accepted.setResult(server.accept());
                } catch (IOException e) {
                    accepted.setException(e);
                }
            });
            if (client.connect(server.getLocalAddress())) connected.setResult(true);
            else
                loop().addWriter(client, () -> {
                    loop().removeWriter(client);
                    try {
                        connected.setResult(client.finishConnect());
                    } catch (IOException e) {
                        connected.setException(e);
                    }
                });
            assertThat(await(connected)).isTrue();
            await(accepted).close();
            loop().removeReader(server);
            Future<String> end = loop().createFuture();
            loop().addReader(client, () -> {
                end.setResult(read(client, 10));
                close(client);
            });
            assertThat(await(end)).isEqualTo("end");
        }
    }

    @LoopTest
    void oneChannelMayHaveAReaderAndAWriter() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(anyPort).configureBlocking(false);
            channel.connect(channel.getLocalAddress());
            Future<String> received = loop().createFuture();
            loop().addReader(channel, () -> received.setResult(read(channel, 10)));
            loop().addWriter(channel, () -> {
                loop().removeWriter(channel);
                write(channel, "to myself");
            });
            assertThat(await(received)).isEqualTo("to myself");
            assertThat(loop().removeReader(channel)).isTrue();
        }
    }

    @LoopTest
    void onesThatCloseTheirChannelAreRemovedWithIt() {
        loop().addReader(source, () -> {
            calls.add(read(source, 10));
            close(source);
        });
        close(sink);
        lookAround();
        assertThat(calls).containsExactly("end");
        assertThat(loop().removeReader(source)).isFalse();
    }

    @LoopTest
    void whatOneThrowsGoesToTheExceptionHandlerAndItIsCalledAgain() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        Future<String> received = loop().createFuture();
        loop().addReader(source, () -> {
            if (told.isEmpty()) throw new IllegalStateException("broken");
            received.setResult(read(source, 10));
        });
        write(sink, "tulip");
        assertThat(await(received)).isEqualTo("tulip");
        assertThat(told).containsExactly("broken");
        loop().removeReader(source);
    }

    @LoopTest
    void oneHasTheContextOfWhoeverAddedIt() {
        ContextVar<String> name = ContextVar.of("name");
        name.set("tulip");
        Future<String> seen = loop().createFuture();
        loop().addReader(source, () -> {
            loop().removeReader(source);
            seen.setResult(name.get());
        });
        name.set("tree");
        write(sink, "anything");
        assertThat(await(seen)).isEqualTo("tulip");
    }

    @LoopTest
    void channelsThatCannotBeWatchedAreRefusedWithAWordOnIt() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop().addReader(sink, () -> {}))
                .withMessageContaining("cannot be read from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop().addWriter(source, () -> {}))
                .withMessageContaining("cannot be written to");
        source.configureBlocking(true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop().addReader(source, () -> {}))
                .withMessageContaining("configureBlocking(false)");
        source.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop().addReader(source, () -> {}))
                .withMessageContaining("closed");
    }

    @OnEachCarrier
    void closingTheLoopLeavesTheChannelOpen(LoopOptions options) throws Exception {
        run(options, () -> {
            EventLoop loop = loop();
            Future<String> received = loop.createFuture();
            loop.addReader(source, () -> {
                if (!received.done()) received.setResult(read(source, 10));
            });
            write(sink, "tulip");
            assertThat(await(received)).isEqualTo("tulip");
        });
        assertThat(source.isOpen()).isTrue();
        assertThat(source.isRegistered()).isFalse();
    }
}
