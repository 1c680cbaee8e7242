package dev.tuliptree.tests.fault;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server whose process has no descriptors left goes on when there are some again. In a process of its own, as the
 * limit is really reached; on the real clock.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DescriptorLimitTest {
    private static final int LIMIT = 64;

    private static Subprocess server() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "ulimit -n " + LIMIT + "; exec '" + java + "' -Xmx64m -cp '"
                + System.getProperty("java.class.path") + "' " + FewDescriptors.class.getName();
        return Subprocess.shell(command)
                .stdin(Stdio.PIPED)
                .stdout(Stdio.PIPED)
                .stderr(Stdio.PIPED)
                .start();
    }

    @Test
    void acceptingGoesOnWhenConnectionsHaveEnded() {
        assumeTrue(File.separatorChar == '/' && Files.exists(Path.of("/bin/sh")), "there is no shell with ulimit");
        run(() -> {
            try (Subprocess server = server()) {
                List<String> log = new ArrayList<>();
                StreamReader errors = server.stderr().reader();
                nursery(n -> {
                    Iterator<String> said = server.stdout().reader().lines().iterator();
                    int port = Integer.parseInt(said.next());
                    List<SocketStream> connections = new ArrayList<>();
                    for (int i = 0; i < 2 * LIMIT; i++) connections.add(openTcpStream("127.0.0.1", port));

                    awaitPause(errors, log);
                    n.start(() -> errors.lines().forEach(log::add));

                    // Those that were taken answer; the others wait in the queue of the system.
                    List<Task<Boolean>> answers = new ArrayList<>();
                    for (SocketStream connection : connections) {
                        answers.add(n.start(() -> {
                            connection.sendAll(new byte[] {7});
                            boolean answered = connection.receiveExactly(1)[0] == 7;
                            connection.close();
                            return answered;
                        }));
                    }
                    for (Task<Boolean> answer : answers)
                        assertThat(await(answer)).isTrue();

                    server.stdin().close();
                    assertThat(said.next()).isEqualTo("has ended as it should");
                    assertThat(server.await()).isZero();
                });
                assertThat(log)
                        .filteredOn(line -> line.contains("pauses"))
                        .as("%s", log)
                        .hasSize(1);
            }
        });
    }

    private static void awaitPause(StreamReader errors, List<String> log) throws IOException {
        for (String line : errors.lines()) {
            log.add(line);
            if (line.contains("accepting connections pauses")) return;
        }
        throw new IOException("the server has ended: " + log);
    }
}
