package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.Task;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A started process is talked to through its pipes, and waited for. */
class SubprocessTest {
    @LoopTest
    void itIsTalkedToLineByLine() throws Exception {
        Traces traces = Traces.now();
        try (Subprocess cat = Subprocess.command("cat").start()) {
            StreamReader answers = cat.stdout().reader();
            for (String word : new String[] {"tulip", "tree", "crocus"}) {
                cat.stdin().sendAll((word + "\n").getBytes(UTF_8));
                assertThat(answers.readLine()).isEqualTo(word);
            }
            assertThat(cat.exitCode()).isEmpty();
            cat.stdin().close();
            assertThat(answers.readLine()).isNull();
            assertThat(cat.await()).isZero();
            assertThat(cat.exitCode()).hasValue(0);
        }
        traces.assertNone();
    }

    @LoopTest
    void anyNumberOfTasksWaitForItsEnd() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            nursery(n -> {
                Task<Integer> one = n.start(() -> cat.await());
                Task<Integer> other = n.start(() -> await(cat));
                while (other.awaiting() == null || one.awaiting() == null) checkpoint();
                cat.stdin().close();
                assertThat(await(one)).isZero();
                assertThat(await(other)).isZero();
            });
            assertThat(cat.await()).isZero();
        }
    }

    @LoopTest
    void waitingForItInVainLeavesItRunning() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            nursery(n -> {
                Task<?> waiting = n.start(() -> cat.await());
                while (waiting.awaiting() == null) checkpoint();
                waiting.cancel("enough");
            });
            assertThat(cat.exitCode()).isEmpty();
            assertThat(cat.communicate("still there".getBytes(UTF_8)).stdoutText())
                    .isEqualTo("still there");
        }
    }

    @LoopTest(schedules = 1)
    void communicateSendsAndCollectsAtOnce() throws Exception {
        byte[] bytes = new byte[1_000_000];
        try (Subprocess cat = Subprocess.command("cat").stderr(Stdio.INHERITED).start()) {
            ProcessResult result = cat.communicate(bytes);
            assertThat(result.stdout()).isEqualTo(bytes);
            assertThat(result.stderr()).isEmpty();
            assertThat(result.exitCode()).isZero();
        }
        try (Subprocess echo = Subprocess.command("echo", "tulip").start()) {
            assertThat(echo.communicate().stdoutText()).isEqualTo("tulip\n");
        }
    }

    @LoopTest(schedules = 0)
    void aSignalThatEndedItShowsInItsExitCode() throws Exception {
        try (Subprocess sleep = Subprocess.command("sleep", "1000").start()) {
            sleep.terminate();
            assertThat(sleep.await()).isEqualTo(128 + 15);
            sleep.terminate();
        }
        try (Subprocess sleep = Subprocess.command("sleep", "1000").start()) {
            sleep.kill();
            assertThat(sleep.await()).isEqualTo(128 + 9);
            sleep.kill();
        }
    }

    @LoopTest(schedules = 0)
    void itHearsWhateverSignalItIsSent() throws Exception {
        try (Subprocess shell = Subprocess.shell(
                        "trap 'echo heard; exit 7' USR1; echo ready; while :; do sleep 0.01; done")
                .start()) {
            StreamReader lines = shell.stdout().reader();
            assertThat(lines.readLine()).isEqualTo("ready");
            shell.signal("SIGUSR1");
            assertThat(lines.readLine()).isEqualTo("heard");
            assertThat(shell.await()).isEqualTo(7);
            shell.signal("USR1");
        }
    }

    @LoopTest(schedules = 0)
    void signalsThatAreNoneAreRefused() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            for (String name : new String[] {"TULIP", "", "-9", "TERM; reboot", "$(id)"}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> cat.signal(name))
                        .withMessageContaining("there is no signal");
            }
            assertThat(cat.exitCode()).isEmpty();
        }
    }

    @LoopTest(schedules = 0)
    void whatIsNotPipedCannotBeHad() throws Exception {
        try (Subprocess process = Subprocess.command("true")
                .stdin(Stdio.NOTHING)
                .stdout(Stdio.INHERITED)
                .mergeErrors()
                .start()) {
            assertThatIllegalStateException().isThrownBy(process::stdin).withMessageContaining("Command.stdin");
            assertThatIllegalStateException().isThrownBy(process::stdout);
            assertThatIllegalStateException().isThrownBy(process::stderr);
            assertThat(process.communicate().exitCode()).isZero();
        }
    }

    @LoopTest(schedules = 0)
    void sendingToOneThatReadsNoMoreFails() throws Exception {
        try (Subprocess process = Subprocess.command("true").start()) {
            process.await();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> process.stdin().sendAll(new byte[1_000_000]));
        }
    }

    @LoopTest(schedules = 0)
    void whatItWroteLastIsThereAfterItsEnd() throws Exception {
        try (Subprocess process = Subprocess.command("echo", "last words").start()) {
            process.await();
            assertThat(process.stdout().receiveAll()).asString(UTF_8).isEqualTo("last words\n");
        }
    }

    @LoopTest(schedules = 0)
    void lastWordsAfterBeingAskedToEndAreHeard() throws Exception {
        try (Subprocess process = Subprocess.shell(
                        "trap 'echo farewell; exit 0' TERM; echo ready; while :; do sleep 0.01; done")
                .start()) {
            StreamReader lines = process.stdout().reader();
            assertThat(lines.readLine()).isEqualTo("ready");
            process.terminate();
            assertThat(lines.readLine()).isEqualTo("farewell");
        }
    }

    @LoopTest
    void itsStreamsAreCheckpointsForOneTaskAtATime() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            LoopAssertions.assertCheckpoints(() -> cat.stdin().sendAll(new byte[1]));
            LoopAssertions.assertCheckpoints(() -> cat.stdout().receiveSome(1));
            LoopAssertions.assertCheckpoints(() -> cat.stdout().awaitReadable());
            LoopAssertions.assertCheckpoints(() -> cat.await());
            nursery(n -> {
                Task<?> reading = n.start(() -> cat.stdout().receiveSome(1));
                while (reading.awaiting() == null) checkpoint();
                assertThatIllegalStateException()
                        .isThrownBy(() -> cat.stdout().receiveSome(1))
                        .withMessageContaining("another task");
                cat.stdin().sendAll(ByteBuffer.wrap(new byte[1]), ByteBuffer.wrap(new byte[1]));
            });
            cat.stdout().awaitReadable();
            assertThat(cat.stdout().receiveSome(ByteBuffer.allocate(10))).isOne();
        }
    }

    @LoopTest
    void aCancelledReaderLosesNoByte() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            nursery(n -> {
                Task<?> reading = n.start(() -> cat.stdout().receiveSome(100));
                while (reading.awaiting() == null) checkpoint();
                reading.cancel("enough");
            });
            cat.stdin().sendAll("kept".getBytes(UTF_8));
            cat.stdin().close();
            assertThat(cat.stdout().receiveAll()).asString(UTF_8).isEqualTo("kept");
        }
    }

    @LoopTest
    void closingAStreamWakesWhoWaitsForIt() throws Exception {
        try (Subprocess cat = Subprocess.command("cat").start()) {
            nursery(n -> {
                Task<?> reading = n.start(() -> assertThatExceptionOfType(ClosedStreamException.class)
                        .isThrownBy(() -> cat.stdout().receiveSome(100)));
                while (reading.awaiting() == null) checkpoint();
                cat.stdout().close();
                cat.stdout().close();
            });
            assertThatExceptionOfType(ClosedStreamException.class)
                    .isThrownBy(() -> cat.stdout().receiveSome(1));
        }
    }

    @LoopTest(schedules = 0)
    void aSenderWaitsForAReaderThatIsSlow() throws Exception {
        try (Subprocess slow =
                Subprocess.shell("read line; echo begun; cat | wc -c").start()) {
            nursery(n -> {
                Task<?> sending = n.start(() -> {
                    slow.stdin().sendAll(new byte[500_000]);
                    slow.stdin().sendAll("\n".getBytes(UTF_8));
                    slow.stdin().sendAll(new byte[500_000]);
                    slow.stdin().close();
                });
                StreamReader lines = slow.stdout().reader();
                assertThat(lines.readLine()).isEqualTo("begun");
                await(sending);
                assertThat(Integer.parseInt(lines.readLine().strip())).isEqualTo(500_000);
            });
        }
    }

    /** In real time, as the virtual clock would wait for the process far longer than this. */
    @Test
    void aTimeLimitEndsWhatTakesTooLong() {
        Async.run(() -> {
            Traces traces = Traces.now();
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> timeout(
                            millis(50),
                            () -> Subprocess.command("sleep", "1000").capture()));
            traces.assertNone();
        });
    }
}
