package dev.tuliptree.tests.signal;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process of its own, in real time: what signals do to a whole program. */
class SignalledProgramTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whoHearsSigtermIsNotCancelledByItAndIsAgainAfterwards() {
        Async.run(() -> {
            try (Subprocess program = Subprocess.command(
                            JAVA, "-cp", System.getProperty("java.class.path"), SignalledProgram.class.getName())
                    .stderr(Stdio.INHERITED)
                    .start()) {
                StreamReader lines = program.stdout().reader();
                assertThat(lines.readLine()).isEqualTo("hears");
                program.signal("TERM");
                assertThat(lines.readLine()).isEqualTo("heard TERM");
                assertThat(lines.readLine()).isEqualTo("hears no more");
                program.signal("TERM");
                assertThat(lines.readLine()).isEqualTo("tidied up");
                assertThat(program.await()).isEqualTo(143);
            }
        });
    }
}
