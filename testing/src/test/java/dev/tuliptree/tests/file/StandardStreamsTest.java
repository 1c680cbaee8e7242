package dev.tuliptree.tests.file;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.Task;
import dev.tuliptree.file.StandardStreams;
import dev.tuliptree.net.SendStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The standard streams of this process are streams of whichever loop asks for them. */
class StandardStreamsTest {
    private final InputStream in = System.in;
    private final PrintStream out = System.out;

    @AfterEach
    void restore() {
        System.setIn(in);
        System.setOut(out);
    }

    @Test
    void inputIsReadLineByLine() {
        SlowInput source = new SlowInput();
        System.setIn(source);
        source.give("one\ntwo\n");
        source.end();
        Async.run(() -> {
            assertThat(StandardStreams.stdin().reader().lines()).containsExactly("one", "two");
        });
        assertThat(source.closed.getCount()).isOne();
    }

    @Test
    void whatOneLoopAskedForAndDidNotTakeIsForTheNextLoop() {
        SlowInput source = new SlowInput();
        System.setIn(source);
        Async.run(() -> {
            Task<?> reader = createTask(() -> StandardStreams.stdin().receiveSome(10));
            while (reader.awaiting() == null) checkpoint();
        });
        source.give("late");
        Async.run(() -> {
            assertThat(StandardStreams.stdin().receiveSome(2)).asString(UTF_8).isEqualTo("la");
            assertThat(StandardStreams.stdin().receiveSome(9)).asString(UTF_8).isEqualTo("te");
        });
    }

    @Test
    void outputOfSeveralTasksComesWholeAndInOrderWithWhatIsPrinted() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, false, UTF_8));
        Async.run(() -> {
            System.out.print("first,");
            StandardStreams.stdout().sendAll(" second,".getBytes(UTF_8));
            System.out.print(" third.");
            nursery(n -> {
                for (int i = 0; i < 10; i++) {
                    n.start(() -> {
                        try (SendStream stdout = StandardStreams.stdout()) {
                            stdout.sendAll("0123456789".getBytes(UTF_8));
                        }
                    });
                }
            });
        });
        System.out.flush();
        assertThat(written.toString(UTF_8)).isEqualTo("first, second, third." + "0123456789".repeat(10));
    }

    @Test
    void brokenOutputIsAFailure() {
        System.setOut(new PrintStream(new ByteArrayOutputStream()) {
            @Override
            public boolean checkError() {
                return true;
            }
        });
        Async.run(() -> {
            assertThatIOException()
                    .isThrownBy(() -> StandardStreams.stdout().sendAll(new byte[1]))
                    .withMessageContaining("cannot be written");
        });
    }
}
