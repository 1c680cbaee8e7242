package dev.tuliptree.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.Engines;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels of java.nio are watched by a thread beside the engine, which misses nothing and ends with it. */
@OnLinux
@ParameterizedClass
@ValueSource(strings = {"epoll", "io_uring-if-allowed"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelsTest {
    private static final Duration LAST_RESORT = Duration.ofSeconds(30);
    private static final int TIMES = 2_000;

    private final String name;
    private Pipe.SourceChannel source;
    private Pipe.SinkChannel sink;

    ChannelsTest(String name) {
        this.name = name;
    }

    @BeforeEach
    void open() throws IOException {
        Pipe pipe = Pipe.open();
        source = pipe.source();
        sink = pipe.sink();
        source.configureBlocking(false);
        sink.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        sink.close();
    }

    /** The threads that watch channels, for all engines there are. */
    private static List<Thread> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("tuliptree-channels"))
                .toList();
    }

    private static boolean write(Pipe.SinkChannel sink) throws IOException {
        return sink.write(ByteBuffer.allocate(1)) == 1;
    }

    @Test
    void itsThreadBeginsWithTheFirstChannelAndEndsWithTheEngine() throws Exception {
        List<Thread> before = watchers();
        List<Thread> mine = new ArrayList<>();
        try (Engine engine = Engines.open(name)) {
            engine.poll(0, false);
            assertThat(watchers()).as("nothing is watched").isSubsetOf(before);
            engine.watch(source).onReadable(() -> {});
            engine.watch(sink).onReadable(() -> {});
            mine.addAll(watchers());
            mine.removeAll(before);
            assertThat(mine).hasSize(1).allMatch(Thread::isDaemon);
            engine.poll(Duration.ofMillis(1).toNanos(), false);
        }
        mine.getFirst().join(LAST_RESORT);
        assertThat(mine.getFirst().isAlive()).isFalse();
    }

    @Test
    void afterTheEngineNoDescriptorIsLeft() throws IOException {
        watchOnce();
        int before = openFiles();
        for (int i = 0; i < 200; i++) watchOnce();
        assertThat(openFiles()).as("each would leave one at least").isLessThan(before + 100);
    }

    private void watchOnce() throws IOException {
        try (Engine engine = Engines.open(name)) {
            engine.watch(source).onReadable(() -> {});
            engine.poll(1, false);
        }
    }

    private static int openFiles() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    @Test
    void afterTheEngineAChannelIsFreeAtOnce() throws IOException {
        try (Engine engine = Engines.open(name)) {
            engine.watch(source).onReadable(() -> {});
            engine.poll(1, false);
        }
        assertThat(source.isRegistered()).isFalse();
        source.configureBlocking(true);
    }

    @Test
    void anEngineThatIsClosedWatchesNothing() throws IOException {
        Engine engine = Engines.open(name);
        engine.close();
        assertThatThrownBy(() -> engine.watch(source)).isInstanceOf(ClosedSelectorException.class);
        assertThat(source.isRegistered()).isFalse();
    }

    /** What the thread finds, what wakes the engine, and the end of a wait come at the same time, in any order. */
    @Test
    void nothingIsMissedWhateverComesAtTheSameTime() throws Exception {
        try (Engine engine = Engines.open(name)) {
            Semaphore toWrite = new Semaphore(0);
            Thread writer = Thread.ofPlatform().daemon().start(() -> writeWhenTold(engine, toWrite));
            Random random = new Random(1);
            int[] told = {0};
            EngineWatch watch = engine.watch(source);
            for (int i = 1; i <= TIMES; i++) {
                if (random.nextInt(4) == 0) {
                    watch.close();
                    watch = engine.watch(source);
                }
                watch.onReadable(() -> told[0]++);
                toWrite.release();
                // A thousand nanoseconds end at about the time when the writer writes; without end, it has to be heard.
                while (told[0] < i) engine.poll(random.nextBoolean() ? 1_000 : Engine.FOREVER, true);
                assertThat(source.read(ByteBuffer.allocate(10))).isEqualTo(1);
            }
            watch.close();
            writer.join(LAST_RESORT);
            assertThat(told[0]).isEqualTo(TIMES);
        }
    }

    private void writeWhenTold(Engine engine, Semaphore toWrite) {
        Random random = new Random(2);
        try {
            for (int i = 0; i < TIMES; i++) {
                if (!toWrite.tryAcquire(LAST_RESORT.toSeconds(), TimeUnit.SECONDS)) return;
                for (int spins = random.nextInt(2_000); spins > 0; spins--) Thread.onSpinWait();
                if (random.nextInt(3) == 0) engine.wakeup();
                if (!write(sink)) return;
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Otherwise each round would wake the next one for nothing. */
    @Test
    void aChannelThatIsSilentWakesNobody() throws IOException {
        try (Engine engine = Engines.open(name)) {
            int[] told = {0};
            engine.watch(source).onReadable(() -> told[0]++);
            long begin = engine.nanoTime();
            long wait = Duration.ofMillis(2).toNanos();
            int early = 0;
            for (int i = 0; i < 50; i++) {
                engine.poll(wait, false);
                long end = engine.nanoTime();
                if (end - begin < wait) early++;
                begin = end;
            }
            assertThat(early).as("rounds that ended before their time").isLessThan(5);
            assertThat(told[0]).isZero();
        }
    }
}
