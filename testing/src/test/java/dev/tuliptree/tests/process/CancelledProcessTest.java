package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ActionOf;
import dev.tuliptree.CancelScope;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.Victim;

/** A task that runs a process can be cancelled at any point, and nothing of the process stays behind. */
class CancelledProcessTest {
    @LoopTest(schedules = 0)
    void aCancelledTaskClosesItAllTheSame() throws Exception {
        Traces traces = Traces.now();
        Subprocess[] started = new Subprocess[1];
        CancelScope scope = cancelScope(opened -> {
            try (Subprocess sleep = Subprocess.command("sleep", "1000").start()) {
                started[0] = sleep;
                opened.cancel("over");
                sleep.await();
            }
        });
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(started[0].exitCode()).hasValue(128 + 15);
        traces.assertNone();
    }

    /** How many points there are depends on how quick a process is, so one round may not come to all of them. */
    private static void everywhere(ActionOf<? super Victim, Exception> scenario) {
        int points = 0;
        while (points < 20) points += CancelEverywhere.run(scenario);
    }

    @LoopTest(schedules = 0)
    void whereverACaptureIsCancelledNothingStaysBehind() throws Exception {
        Traces traces = Traces.now();
        everywhere(victim -> {
            victim.run(() -> {
                ProcessResult result = Subprocess.command("cat").input("tulip").capture();
                assertThat(result.stdoutText()).isEqualTo("tulip");
            });
            traces.assertNone();
        });
    }

    @LoopTest(schedules = 0)
    void whereverATalkIsCancelledNothingStaysBehind() throws Exception {
        Traces traces = Traces.now();
        everywhere(victim -> {
            victim.run(() -> {
                try (Subprocess shell =
                        Subprocess.shell("read line; echo \"$line\"; read line").start()) {
                    shell.stdin().sendAll(new byte[] {'a', '\n'});
                    assertThat(shell.stdout().reader().readLine()).isEqualTo("a");
                    shell.stdin().close();
                    shell.await();
                }
            });
            traces.assertNone();
        });
    }
}
