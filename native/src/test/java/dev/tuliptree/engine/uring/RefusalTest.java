package dev.tuliptree.engine.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.engine.linux.Errno;
import dev.tuliptree.engine.linux.OnLinux;
import org.junit.jupiter.api.Test;

/** Whoever chooses io_uring where it cannot be used is told what to change. */
@OnLinux
class RefusalTest {
    @Test
    void aPolicyForbidsIt() {
        assertThat(Ring.refusal(Errno.EPERM)).hasMessageContaining("forbidden").hasMessageContaining("seccomp");
        assertThat(Ring.refusal(Errno.ENOSYS)).hasMessageContaining("seccomp");
    }

    @Test
    void theKernelIsTooOld() {
        assertThat(Ring.refusal(22)).hasMessageContaining("Linux 6.1");
    }

    @Test
    void otherErrorsAreTheSystems() {
        assertThat(Ring.refusal(12)).hasMessage("Cannot allocate memory");
    }
}
