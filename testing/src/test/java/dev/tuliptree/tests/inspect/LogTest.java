package dev.tuliptree.tests.inspect;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.testing.LoopTest;
import java.io.IOException;

/** What goes wrong and concerns nobody in particular is logged, unless a handler was set. */
class LogTest {
    @LoopTest(schedules = 0)
    void aCallbackThatFails() {
        try (Log log = new Log()) {
            loop().callSoon(() -> {
                throw new IllegalStateException("on purpose");
            });
            settle();
            assertThat(log.about("callback")).hasSize(1).first().asString().startsWith("SEVERE");
        }
    }

    @LoopTest(schedules = 0)
    void aBackgroundTaskThatFailsUnseen() {
        try (Log log = new Log()) {
            createTask(() -> {
                        throw new IOException("on purpose");
                    })
                    .name("forgotten");
            sleep(seconds(5));
            assertThat(log.about("task forgotten failed, and nobody has awaited it"))
                    .hasSize(1);
        }
    }

    @LoopTest(schedules = 0)
    void anExceptionHandlerThatFails() {
        try (Log log = new Log()) {
            loop().setExceptionHandler((what, failure) -> {
                throw new IllegalStateException("the handler too");
            });
            loop().callSoon(() -> {
                throw new IllegalStateException("on purpose");
            });
            settle();
            assertThat(log.about("the exception handler failed")).hasSize(1);
        }
    }

    @LoopTest(schedules = 0)
    void aTaskThatHoldsTheLoopForLongInRealTimeWhileItDoes() {
        currentTask().name("busy");
        try (Log log = new Log()) {
            long end = System.nanoTime() + seconds(20).toNanos();
            while (log.about("task busy has held").isEmpty() && System.nanoTime() < end) Thread.onSpinWait();
            assertThat(log.about("task busy has held"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("WARNING")
                    .contains("aTaskThatHoldsTheLoopForLongInRealTimeWhileItDoes");
        }
    }
}
