package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.net.HappyEyeballs;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Of several addresses the first that answers is taken, and no time is lost on those that do not. */
class HappyEyeballsTest {
    /** A world in which addresses answer, refuse or stay silent, each after a time of its own. */
    private static final class World {
        private final List<String> steps = new ArrayList<>();
        private final List<MemoryStream> opened = new ArrayList<>();

        /** Connects to an address such as "a 300 ok", "b 100 refused" or "c silent". */
        private MemoryStream connect(String address) throws IOException {
            String[] words = address.split(" ");
            steps.add(words[0] + " at " + now().toMillis());
            try {
                if (words[1].equals("silent")) sleepForever();
                sleep(millis(Long.parseLong(words[1])));
            } catch (Cancelled cancelled) {
                steps.add(words[0] + " cancelled at " + now().toMillis());
                // Success and cancellation may cross.
                if (!words[words.length - 1].equals("late")) throw cancelled;
            }
            if (words[2].equals("refused")) throw new IOException(words[0] + " refused");
            MemoryStream stream = MemoryStream.pair().here();
            opened.add(stream);
            return stream;
        }

        private MemoryStream connectTo(String... addresses) throws IOException {
            return HappyEyeballs.connect(List.of(addresses), HappyEyeballs.STAGGER, this::connect);
        }

        private long open() {
            return opened.stream().filter(stream -> !stream.isClosed()).count();
        }
    }

    @LoopTest
    void oneAddressIsConnectedToAtOnce() throws IOException {
        World world = new World();
        assertThat(world.connectTo("a 40 ok").isClosed()).isFalse();
        assertThat(world.steps).containsExactly("a at 0");
        assertThat(now()).isEqualTo(millis(40));
    }

    @LoopTest
    void aFastFirstAddressLeavesTheOthersAlone() throws IOException {
        World world = new World();
        world.connectTo("a 249 ok", "b 1 ok", "c 1 ok");
        assertThat(world.steps).containsExactly("a at 0");
        assertThat(now()).isEqualTo(millis(249));
    }

    @LoopTest
    void afterASilentAddressTheNextFollowsInAQuarterOfASecond() throws IOException {
        World world = new World();
        world.connectTo("a silent", "b silent", "c 40 ok", "d 1 ok");
        assertThat(world.steps)
                .startsWith("a at 0", "b at 250", "c at 500")
                .contains("a cancelled at 540", "b cancelled at 540")
                .hasSize(5);
        assertThat(now()).isEqualTo(millis(540));
    }

    @LoopTest
    void aFailureStartsTheNextAtOnce() throws IOException {
        World world = new World();
        world.connectTo("a 10 refused", "b 20 refused", "c 5 ok", "d 1 ok");
        assertThat(world.steps).containsExactly("a at 0", "b at 10", "c at 30");
        assertThat(now()).isEqualTo(millis(35));
    }

    @LoopTest
    void anEarlyAttemptMayStillWin() throws IOException {
        World world = new World();
        world.connectTo("a 600 ok", "b silent", "c 1000 ok");
        assertThat(world.steps).startsWith("a at 0", "b at 250", "c at 500");
        assertThat(now()).isEqualTo(millis(600));
        assertThat(world.open()).isEqualTo(1);
    }

    @LoopTest
    void allFailuresAreReportedInOne() {
        World world = new World();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> world.connectTo("a 400 refused", "b 50 refused", "c 10 refused"))
                .withMessage("b refused; c refused; a refused")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("b refused", "c refused", "a refused"));
        assertThat(now()).isEqualTo(millis(400));
        assertThat(world.open()).isZero();
    }

    @LoopTest
    void whoComesInLateIsClosed() throws IOException {
        World world = new World();
        MemoryStream winner = world.connectTo("a 300 ok late", "b 100 ok late", "c 20 ok late");
        assertThat(winner.isClosed()).isFalse();
        assertThat(world.open()).isEqualTo(1);
        World sameMoment = new World();
        sameMoment.connectTo("a 500 ok", "b 250 ok");
        assertThat(sameMoment.open()).isEqualTo(1);
    }

    @LoopTest
    void cancelledAtAnyPointItLeavesNothingOpen() throws IOException {
        int points = CancelEverywhere.run(victim -> {
            World world = new World();
            MemoryStream[] got = new MemoryStream[1];
            victim.run(() -> got[0] = world.connectTo("a 600 ok", "b 350 ok late", "c 10 refused", "d silent"));
            if (got[0] != null) got[0].close();
            assertThat(world.open()).isZero();
        });
        assertThat(points).isGreaterThan(8);
        LoopAssertions.assertCheckpoints(() -> new World().connectTo("a 0 ok").close());
    }

    @LoopTest(schedules = 0)
    void familiesTakeTurns() {
        assertThat(interleaved("2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2", "192.0.2.3"))
                .containsExactly("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3");
        assertThat(interleaved("192.0.2.1", "192.0.2.2", "2001:db8::1"))
                .containsExactly("192.0.2.1", "2001:db8::1", "192.0.2.2");
        assertThat(interleaved("192.0.2.2", "192.0.2.1")).containsExactly("192.0.2.2", "192.0.2.1");
        assertThat(interleaved()).isEmpty();
    }

    private static List<String> interleaved(String... addresses) {
        List<InetAddress> in = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        return HappyEyeballs.interleave(in).stream()
                .map(address -> address.getHostAddress().replace(":0:0:0:0:0:", "::"))
                .toList();
    }
}
