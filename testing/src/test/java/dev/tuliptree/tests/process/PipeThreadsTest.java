package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** However many processes are waited for, one thread watches their pipes. */
class PipeThreadsTest {
    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    @LoopTest(schedules = 0)
    @EnabledOnOs(OS.LINUX)
    void oneThreadForAll() throws Exception {
        long before = threads("tuliptree-stream");
        nursery(n -> {
            List<Task<?>> reading = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                reading.add(n.start(() -> Subprocess.command("cat").start().close()));
                reading.add(n.start(() -> {
                    try (Subprocess cat = Subprocess.command("cat").start()) {
                        cat.stdout().receiveSome(1);
                    }
                }));
            }
            while (!reading.stream()
                    .allMatch(task ->
                            task.done() || String.valueOf(task.awaiting()).contains("output"))) {
                toThread(() -> Thread.sleep(1));
            }
            assertThat(threads("tuliptree-pipes")).isOne();
            assertThat(threads("tuliptree-stream")).isLessThanOrEqualTo(before);
            n.scope().cancel("enough");
        });
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
