package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    /** Each kind has its defaults, and those of the whole name those of the parts. */
    @ParameterizedTest
    @ValueSource(classes = {LiveLimits.class, StateLimits.class, GroupLimits.class, UploadLimits.class})
    void defaultsAreTheSameWhicheverAreNeededFirst(Class<?> first) throws Exception {
        URL classes = LiveLimits.class.getProtectionDomain().getCodeSource().getLocation();
        try (var loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class.forName(first.getName(), true, loader);
            Object limits = loader.loadClass(LiveLimits.class.getName())
                    .getField("DEFAULT")
                    .get(null);
            assertThat(limits).hasToString(LiveLimits.DEFAULT.toString());
        }
    }

    @Test
    void eachCanBeChangedAlone() {
        var limits = LiveLimits.DEFAULT
                .withMaxMessageBytes(1)
                .withMaxMessagesPerSecond(2)
                .withMaxQueuedMessages(3)
                .withMaxQueuedBytes(4)
                .withMaxTasks(5)
                .withMaxHandlers(6)
                .withConnectionLostTime(Duration.ofSeconds(7))
                .withCloseTime(Duration.ofSeconds(8))
                .withState(new StateLimits(9, 9, Duration.ofSeconds(9)))
                .withGroups(new GroupLimits(10, 10, 10))
                .withUploads(new UploadLimits(11, 11, 11, Duration.ofSeconds(11)));
        assertThat(limits)
                .isEqualTo(new LiveLimits(
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        new StateLimits(9, 9, Duration.ofSeconds(9)),
                        new GroupLimits(10, 10, 10),
                        new UploadLimits(11, 11, 11, Duration.ofSeconds(11))));
    }

    @Test
    void zeroIsNoLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveLimits.DEFAULT.withMaxTasks(0))
                .withMessage("maxTasks is not positive, but 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveLimits.DEFAULT.withCloseTime(Duration.ZERO))
                .withMessage("closeTime is not positive, but PT0S");
    }
}
