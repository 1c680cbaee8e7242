package dev.tuliptree.tests.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** All this holds with the pipes of the JDK too, as they are used where there is no {@code /proc}. */
class BlockingPipesTest {
    private static final String PROPERTY = "tuliptree.process.pipes";

    @BeforeEach
    void useThem() {
        System.setProperty(PROPERTY, "blocking");
    }

    @AfterEach
    void useThemNoMore() {
        System.clearProperty(PROPERTY);
    }

    @Nested
    class Captured extends CaptureTest {}

    @Nested
    class Started extends SubprocessTest {}

    @Nested
    class StoppedOnCancellation extends CancelledProcessTest {}
}
