package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.process.Command;
import dev.tuliptree.process.ProcessFailedException;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command says in what surroundings it is run, and with which standard streams. */
class CommandTest {
    @TempDir
    Path directory;

    @LoopTest(schedules = 0)
    void itsEnvironmentIsOursButForWhatIsSaid() throws Exception {
        Command show = Subprocess.shell("echo $TULIP,${PATH:+path}");
        assertThat(show.environment("TULIP", "red").capture().stdoutText()).isEqualTo("red,path\n");
        assertThat(show.capture().stdoutText()).isEqualTo(",path\n");
        assertThat(Subprocess.command("/usr/bin/env")
                        .emptyEnvironment()
                        .environment("TULIP", "red")
                        .capture()
                        .stdoutText())
                .isEqualTo("TULIP=red\n");
        assertThat(Subprocess.command("/usr/bin/env")
                        .withoutEnvironment("PATH")
                        .capture()
                        .stdoutText())
                .doesNotContain("\nPATH=");
    }

    @LoopTest(schedules = 0)
    void itIsRunWhereItIsTold() throws Exception {
        Path real = directory.toRealPath();
        assertThat(Subprocess.command("pwd").directory(real).capture().stdoutText())
                .isEqualTo(real + "\n");
        assertThatIOException()
                .isThrownBy(() -> Subprocess.command("pwd")
                        .directory(real.resolve("nowhere"))
                        .capture());
    }

    @LoopTest(schedules = 0)
    void itsStreamsCanBeFiles() throws Exception {
        Path in = Files.writeString(directory.resolve("in"), "b\na\n");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Command sort = Subprocess.shell("sort; echo sorted >&2")
                .stdin(Stdio.file(in))
                .stdout(Stdio.file(out))
                .stderr(Stdio.append(err));
        assertThat(sort.run()).isZero();
        assertThat(sort.run()).isZero();
        assertThat(out).hasContent("a\nb\n");
        assertThat(err).hasContent("sorted\nsorted\n");
        assertThat(sort.capture().stdout()).isEmpty();
    }

    @LoopTest(schedules = 0)
    void itsStreamsCanLeadNowhere() throws Exception {
        assertThat(Subprocess.shell("cat; echo out; echo err >&2")
                        .stdin(Stdio.NOTHING)
                        .stdout(Stdio.NOTHING)
                        .stderr(Stdio.NOTHING)
                        .run())
                .isZero();
    }

    @LoopTest(schedules = 0)
    void runReturnsItsExitCode() throws Exception {
        assertThat(Subprocess.shell("read word; test \"$word\" = tulip")
                        .input("tulip\n")
                        .run())
                .isZero();
        assertThat(Subprocess.command("false").run()).isOne();
    }

    @LoopTest(schedules = 0)
    void checkedItPassesItsErrorsOnAndQuotesThem() {
        PrintStream before = System.err;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            assertThatExceptionOfType(ProcessFailedException.class)
                    .isThrownBy(() ->
                            Subprocess.shell("echo wilted >&2; exit 5").check().run())
                    .withMessageEndingWith("exit code 5; the last it said: wilted");
        } finally {
            System.setErr(before);
        }
        // Others may have had something to say as well.
        assertThat(seen.toString(StandardCharsets.UTF_8)).contains("wilted\n");
    }

    @LoopTest(schedules = 0)
    void pipesThatNobodyServesAreRefused() {
        Command cat = Subprocess.command("cat");
        assertThatIllegalStateException()
                .isThrownBy(() -> cat.stdin(Stdio.PIPED).run());
        assertThatIllegalStateException()
                .isThrownBy(() -> cat.stdout(Stdio.PIPED).run());
        assertThatIllegalStateException()
                .isThrownBy(() -> cat.stderr(Stdio.PIPED).run());
        assertThatIllegalStateException().isThrownBy(() -> cat.input("x").start());
    }

    @Test
    void itDoesNotChange() {
        Command plain = Subprocess.command("echo");
        assertThat(plain.environment("A", "b").check()).isNotSameAs(plain);
        assertThat(plain).hasToString("echo");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Subprocess.command());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subprocess.command("echo").captureLimit(-1));
        assertThatIllegalStateException()
                .isThrownBy(() -> Subprocess.command("echo").run());
    }
}
