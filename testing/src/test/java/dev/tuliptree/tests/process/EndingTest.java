package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.Task;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No process outlives the block that owns it, nor does anything of it stay behind. */
class EndingTest {
    @LoopTest(schedules = 0)
    void closedItIsAskedToEndAndHasTimeToDoSo() throws Exception {
        Traces traces = Traces.now();
        Subprocess shell = Subprocess.shell("trap 'sleep 0.2; exit 9' TERM; echo ready; while :; do sleep 0.01; done")
                .start();
        shell.stdout().reader().readLine();
        shell.close();
        assertThat(shell.exitCode()).hasValue(9);
        shell.close();
        traces.assertNone();
    }

    /** In real time, as the virtual clock would wait for the process far longer than this. */
    @Test
    void itIsKilledWhenItsTimeIsOver() {
        Async.run(() -> {
            Traces traces = Traces.now();
            Subprocess deaf = Subprocess.shell("trap '' TERM; echo ready; while :; do sleep 0.01; done")
                    .grace(millis(50))
                    .start();
            deaf.stdout().reader().readLine();
            long begin = loop().nanoTime();
            deaf.close();
            assertThat(deaf.exitCode()).hasValue(128 + 9);
            assertThat(loop().nanoTime() - begin)
                    .isBetween(millis(50).toNanos(), seconds(4).toNanos());
            traces.assertNone();
        });
    }

    @LoopTest(schedules = 0)
    void withoutAGracePeriodItIsKilledAtOnce() throws Exception {
        Subprocess sleep =
                Subprocess.command("sleep", "1000").grace(Duration.ZERO).start();
        sleep.close();
        assertThat(sleep.exitCode()).hasValue(128 + 9);
    }

    @LoopTest(schedules = 0)
    void oneThatHasEndedIsLeftAlone() throws Exception {
        Subprocess process = Subprocess.shell("exit 6").start();
        process.await();
        process.close();
        assertThat(process.exitCode()).hasValue(6);
    }

    /** Starts a process of its own that holds the output, says its number, and waits. */
    private static final String LEAVES_ONE_BEHIND = "sleep 1000 & echo $!; wait";

    @LoopTest(schedules = 0)
    void aCancelledReaderIsFreeEvenIfAnotherProcessHoldsThePipe() throws Exception {
        Traces traces = Traces.now();
        long[] left = new long[1];
        nursery(n -> {
            Task<?> reading = n.start(() -> {
                try (Subprocess shell = Subprocess.shell(LEAVES_ONE_BEHIND).start()) {
                    StreamReader lines = shell.stdout().reader();
                    left[0] = Long.parseLong(lines.readLine());
                    lines.readLine();
                }
            });
            while (left[0] == 0 || reading.awaiting() == null) toThread(() -> Thread.sleep(1));
            reading.cancel("enough");
        });
        // It is nobody's business here, and lives.
        ProcessHandle other = ProcessHandle.of(left[0]).orElseThrow();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
        traces.assertNone();
    }

    @LoopTest(schedules = 0)
    void descendantsAreStoppedWhereThatIsAskedFor() throws Exception {
        ProcessHandle other;
        try (Subprocess shell =
                Subprocess.shell(LEAVES_ONE_BEHIND).stopDescendants().start()) {
            long left = Long.parseLong(shell.stdout().reader().readLine());
            other = ProcessHandle.of(left).orElseThrow();
            assertThat(other.isAlive()).isTrue();
        }
        assertThat(other.isAlive()).isFalse();
    }

    /** In real time, as the virtual clock would wait for the process far longer than this. */
    @Test
    void descendantsThatDoNotListenAreKilled() {
        Async.run(() -> {
            String deaf = "(trap '' TERM; while :; do sleep 0.01; done) & echo $!; wait";
            long left;
            try (Subprocess shell =
                    Subprocess.shell(deaf).grace(millis(50)).stopDescendants().start()) {
                left = Long.parseLong(shell.stdout().reader().readLine());
            }
            // It is somebody else's to reap, who may take his time; dead, it has no command any more.
            long end = loop().nanoTime() + seconds(5).toNanos();
            while (command(left).isPresent() && loop().nanoTime() < end) sleep(millis(1));
            assertThat(command(left)).isEmpty();
        });
    }

    private static Optional<String> command(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command());
    }

    @LoopTest(schedules = 0)
    void whatAProcessLeftBehindWritesIsHeard() throws Exception {
        assertThat(Subprocess.shell("echo first; (sleep 0.2; echo second) &")
                        .stderr(Stdio.INHERITED)
                        .capture()
                        .stdoutText())
                .isEqualTo("first\nsecond\n");
    }

    @LoopTest(schedules = 0)
    void manyInARowLeaveNothing() throws Exception {
        Traces traces = Traces.now();
        for (int i = 0; i < 30; i++) {
            assertThat(Subprocess.command("true").capture().exitCode()).isZero();
        }
        traces.assertNone();
    }
}
