package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.process.ProcessFailedException;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A command is run to its end, and what it writes is collected. */
class CaptureTest {
    @LoopTest
    void whatItIsSentArrivesAndWhatItWritesIsCollected() throws Exception {
        ProcessResult result = Subprocess.command("sh", "-c", "read line; echo \"heard $line\"; echo oops >&2; exit 3")
                .input("hello\n")
                .capture();
        assertThat(result.stdoutText()).isEqualTo("heard hello\n");
        assertThat(result.stderrText()).isEqualTo("oops\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @LoopTest(schedules = 0)
    void wordsArriveAsTheyAre() throws Exception {
        assertThat(Subprocess.command("printf", "%s|", "two words", "$HOME", "*", "", "žluť")
                        .capture()
                        .stdoutText())
                .isEqualTo("two words|$HOME|*||žluť|");
    }

    @LoopTest(schedules = 0)
    void aShellLineIsTheShells() throws Exception {
        assertThat(Subprocess.shell("echo one two | wc -w")
                        .capture()
                        .stdoutText()
                        .strip())
                .isEqualTo("2");
    }

    @LoopTest(schedules = 0)
    void errorsCanBeMergedInOrder() throws Exception {
        ProcessResult result = Subprocess.shell("echo 1; echo 2 >&2; echo 3; echo 4 >&2")
                .mergeErrors()
                .capture();
        assertThat(result.stdoutText()).isEqualTo("1\n2\n3\n4\n");
        assertThat(result.stderr()).isEmpty();
    }

    @LoopTest(schedules = 1)
    void moreThanThePipesHoldGoesBothWaysAtOnce() throws Exception {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 13);
        assertThat(Subprocess.command("cat").input(bytes).capture().stdout()).isEqualTo(bytes);
        ProcessResult both = Subprocess.shell("cat >&2; head -c 1000000 /dev/zero")
                .input(bytes)
                .capture();
        assertThat(both.stderr()).isEqualTo(bytes);
        assertThat(both.stdout()).hasSize(1_000_000);
    }

    @LoopTest(schedules = 1)
    void itNeedNotReadWhatItIsSent() throws Exception {
        assertThat(Subprocess.command("true")
                        .input(new byte[1_000_000])
                        .capture()
                        .exitCode())
                .isZero();
    }

    @LoopTest(schedules = 0)
    void nothingIsSentToItUnlessSomethingIsSaid() throws Exception {
        assertThat(Subprocess.command("cat").capture().stdout()).isEmpty();
    }

    @LoopTest
    void severalRunAtOnce() {
        List<String> heard = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                String word = "word " + i;
                n.start(() -> {
                    heard.add(Subprocess.command("cat").input(word).capture().stdoutText());
                });
            }
        });
        assertThat(heard).containsExactlyInAnyOrder("word 0", "word 1", "word 2", "word 3", "word 4");
    }

    @LoopTest(schedules = 0)
    void whatIsWithinTheLimitIsCollectedAndNotAByteMore() throws Exception {
        assertThat(Subprocess.shell("printf 1234567890")
                        .captureLimit(10)
                        .capture()
                        .stdout())
                .hasSize(10);
        assertThatIOException()
                .isThrownBy(() ->
                        Subprocess.shell("printf 12345678901").captureLimit(10).capture())
                .withMessageContaining("more to its standard output than the limit of 10 bytes");
        assertThatIOException()
                .isThrownBy(() -> Subprocess.shell("printf 12345678901 >&2")
                        .captureLimit(10)
                        .capture())
                .withMessageContaining("standard error output");
    }

    @LoopTest(schedules = 0)
    void oneThatWritesForEverIsEndedAtTheLimit() throws Exception {
        Traces traces = Traces.now();
        assertThatIOException()
                .isThrownBy(
                        () -> Subprocess.command("yes").captureLimit(1_000_000).capture());
        traces.assertNone();
    }

    @LoopTest(schedules = 0)
    void checkedAnExitCodeIsAnException() throws Exception {
        assertThat(Subprocess.command("true").check().capture().exitCode()).isZero();
        assertThatExceptionOfType(ProcessFailedException.class)
                .isThrownBy(() -> Subprocess.shell("echo 'no such tulip' >&2; exit 4")
                        .check()
                        .capture())
                .withMessage("sh -c echo 'no such tulip' >&2; exit 4 ended with exit code 4;"
                        + " the last it said: no such tulip")
                .satisfies(e -> {
                    assertThat(e.exitCode()).isEqualTo(4);
                    assertThat(e.stderrTail()).isEqualTo("no such tulip\n");
                });
        ProcessResult unchecked = Subprocess.command("false").capture();
        assertThatExceptionOfType(ProcessFailedException.class).isThrownBy(unchecked::check);
    }

    @LoopTest(schedules = 0)
    void onlyTheEndOfALongComplaintIsQuoted() {
        assertThatExceptionOfType(ProcessFailedException.class)
                .isThrownBy(() -> Subprocess.shell(
                                "head -c 100000 /dev/zero | tr '\\0' a >&2; printf 'the end' >&2; exit 1")
                        .check()
                        .capture())
                .satisfies(e -> assertThat(e.stderrTail()).hasSize(4096).endsWith("aaathe end"));
    }

    @LoopTest(schedules = 0)
    void aProgramThatIsNotThereIsAFailureAndLeavesNothing() throws Exception {
        Traces traces = Traces.now();
        assertThatIOException()
                .isThrownBy(() -> Subprocess.command("no-such-program-" + System.nanoTime())
                        .capture())
                .withMessageContaining("no-such-program");
        traces.assertNone();
    }

    @LoopTest
    void itIsACheckpoint() throws Exception {
        Traces traces = Traces.now();
        LoopAssertions.assertCheckpoints(() -> Subprocess.command("true").capture());
        traces.assertNone();
    }
}
