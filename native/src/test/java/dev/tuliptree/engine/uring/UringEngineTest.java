package dev.tuliptree.engine.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is particular to receiving ahead of the program, with a ring that belongs to one thread. */
@WithUring
@Timeout(60)
class UringEngineTest {
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private UringEngine engine;

    @BeforeEach
    void open() throws IOException {
        engine = new UringEngine();
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
    }

    private record Pair(EngineSocket here, EngineSocket there) {}

    private Pair pair() throws IOException {
        try (EngineListener listener =
                engine.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), ListenOptions.DEFAULT)) {
            EngineSocket here = engine.connect(listener.localAddress(), null);
            while (!here.finishConnect()) engine.poll(STEP, false);
            while (true) {
                EngineSocket there = listener.accept();
                if (there != null) return new Pair(here, there);
                engine.poll(STEP, false);
            }
        }
    }

    private static final class Told {
        private boolean told;
    }

    private void awaitReadable(EngineSocket socket) throws IOException {
        Told told = new Told();
        socket.onReadable(() -> told.told = true);
        while (!told.told) engine.poll(Engine.FOREVER, false);
    }

    private byte[] receive(EngineSocket socket, int count) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(count);
        while (target.hasRemaining()) {
            awaitReadable(socket);
            assertThat(socket.read(target)).isNotNegative();
        }
        return target.array();
    }

    /** Has the ring receive for a socket, though nobody reads. */
    private void listenAndGoAway(EngineSocket socket) throws IOException {
        socket.onReadable(() -> {});
        engine.poll(0, false);
        socket.onReadable(null);
    }

    private static byte[] someBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** Writes for as long as there is room, and returns how much there was. */
    private int fill(EngineSocket socket, byte[] bytes) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        for (int idle = 0; idle < 20 && source.hasRemaining(); ) {
            idle = socket.write(source) == 0 ? idle + 1 : 0;
            engine.poll(STEP, false);
        }
        return source.position();
    }

    @Test
    void whoDoesNotReadSlowsItsPeerDown() throws IOException {
        Pair pair = pair();
        listenAndGoAway(pair.there());
        byte[] much = someBytes(50_000_000);
        int taken = fill(pair.here(), much);
        assertThat(taken).isLessThan(much.length);
        byte[] begin = receive(pair.there(), taken);
        assertThat(begin).isEqualTo(Arrays.copyOf(much, taken));
    }

    @Test
    void whoDoesNotReadTakesNoBuffersFromTheOthers() throws IOException {
        List<Pair> idle = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            Pair pair = pair();
            idle.add(pair);
            listenAndGoAway(pair.there());
        }
        byte[] much = someBytes(100_000);
        for (Pair pair : idle) assertThat(fill(pair.here(), much)).isPositive();
        Pair busy = pair();
        for (int i = 1; i <= 1000; i++) {
            byte[] message = someBytes(i);
            fill(busy.here(), message);
            assertThat(receive(busy.there(), i)).isEqualTo(message);
        }
        for (Pair pair : idle) assertThat(receive(pair.there(), 50_000)).startsWith(much[0], much[1]);
    }

    @Test
    void bytesStayInOrderHoweverTheyAreRead() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            Pair pair = pair();
            byte[] sent = someBytes(400_000);
            ByteBuffer source = ByteBuffer.wrap(sent);
            ByteBuffer received = ByteBuffer.allocate(sent.length);
            while (received.hasRemaining()) {
                source.limit(Math.min(sent.length, source.position() + random.nextInt(40_000)));
                pair.here().write(source);
                // With and without a poll in between, whether somebody has asked or not.
                if (random.nextBoolean()) pair.there().onReadable(random.nextBoolean() ? () -> {} : null);
                if (random.nextBoolean()) engine.poll(0, false);
                received.limit(Math.min(sent.length, received.position() + random.nextInt(40_000)));
                pair.there().read(received);
                received.limit(sent.length);
            }
            assertThat(received.array()).isEqualTo(sent);
            pair.here().close();
            pair.there().close();
        }
    }

    @Test
    void anEndBehindBytesIsReadAfterThem() throws IOException {
        Pair pair = pair();
        listenAndGoAway(pair.there());
        byte[] last = someBytes(30_000);
        assertThat(fill(pair.here(), last)).isEqualTo(last.length);
        pair.here().close();
        for (int i = 0; i < 5; i++) engine.poll(STEP, false);
        assertThat(receive(pair.there(), last.length)).isEqualTo(last);
        for (int i = 0; i < 3; i++) {
            awaitReadable(pair.there());
            assertThat(pair.there().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void aResetBehindBytesIsToldAfterThem() throws IOException {
        Pair pair = pair();
        listenAndGoAway(pair.there());
        fill(pair.here(), new byte[] {1, 2, 3});
        pair.here().abort();
        for (int i = 0; i < 5; i++) engine.poll(STEP, false);
        assertThat(receive(pair.there(), 3)).containsExactly(1, 2, 3);
        awaitReadable(pair.there());
        assertThatThrownBy(() -> pair.there().read(ByteBuffer.allocate(1))).hasMessage("Connection reset");
    }

    @Test
    void anEndThatComesWithBytesIsTold() throws IOException {
        for (boolean reset : new boolean[] {false, true}) {
            for (int i = 0; i < 100; i++) {
                Pair pair = pair();
                listenAndGoAway(pair.there());
                pair.here().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                if (reset) pair.here().abort();
                else pair.here().close();
                assertThat(receive(pair.there(), 3)).containsExactly(1, 2, 3);
                awaitReadable(pair.there());
                ByteBuffer more = ByteBuffer.allocate(1);
                if (reset) assertThatThrownBy(() -> pair.there().read(more)).hasMessage("Connection reset");
                else assertThat(pair.there().read(more)).isEqualTo(-1);
                pair.there().close();
            }
        }
    }

    @Test
    void aClosedConnectionGivesItsBuffersBack() throws IOException {
        for (int i = 0; i < 300; i++) {
            Pair pair = pair();
            listenAndGoAway(pair.there());
            fill(pair.here(), new byte[] {1});
            engine.poll(STEP, false);
            pair.there().close();
            pair.here().close();
        }
        Pair pair = pair();
        listenAndGoAway(pair.there());
        pair.here().write(ByteBuffer.wrap(new byte[] {7}));
        // If no buffer were left, this would not end.
        while (((UringSocket) pair.there()).holds() == 0) engine.poll(Engine.FOREVER, false);
    }

    @Test
    void theLoopMayGoOnInAnotherThread() throws Exception {
        Pair pair = pair();
        listenAndGoAway(pair.there());
        for (byte i = 0; i < 5; i++) {
            byte message = i;
            FutureTask<byte[]> elsewhere = new FutureTask<>(() -> {
                fill(pair.here(), new byte[] {message});
                return receive(pair.there(), 1);
            });
            Thread.ofPlatform().daemon().start(elsewhere);
            assertThat(elsewhere.get(30, TimeUnit.SECONDS)).containsExactly(message);
        }
    }

    @Test
    void anotherThreadMayCloseIt() throws Exception {
        Pair pair = pair();
        listenAndGoAway(pair.there());
        FutureTask<Boolean> elsewhere = new FutureTask<>(() -> {
            engine.close();
            return true;
        });
        Thread.ofPlatform().daemon().start(elsewhere);
        assertThat(elsewhere.get(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> pair.there().read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    }

    @Test
    void moreIsOrderedAtOnceThanTheQueueHolds() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 600; i++) pairs.add(pair());
        int[] told = new int[1];
        for (Pair pair : pairs) pair.there().onReadable(() -> told[0]++);
        for (Pair pair : pairs) pair.here().write(ByteBuffer.wrap(new byte[] {1}));
        while (told[0] < pairs.size()) engine.poll(Engine.FOREVER, false);
        for (Pair pair : pairs) {
            assertThat(pair.there().read(ByteBuffer.allocate(2))).isEqualTo(1);
            pair.there().close();
        }
    }
}
