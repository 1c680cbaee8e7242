package dev.tuliptree.tests.interop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.process.Command;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs of others that join their standard input and output to a connection, and the talks we have with them. */
final class Tool {
    /** More than the buffers of sockets and pipes hold. */
    private static final byte[] MUCH = new byte[3_000_000];

    static {
        new Random(1).nextBytes(MUCH);
    }

    private Tool() {}

    /** Skips a test where a program is missing, or is another one of the same name. */
    static void require(String debianPackage, String says, String... words) {
        boolean there = run(() -> {
            try {
                return Subprocess.command(words)
                        .mergeErrors()
                        .capture()
                        .stdoutText()
                        .contains(says);
            } catch (IOException e) {
                return false;
            }
        });
        assumeTrue(there, words[0] + " is missing: it is in the Debian package " + debianPackage);
    }

    /** Starts one with everything piped. */
    static Subprocess start(String... words) throws IOException {
        return command(words).start();
    }

    private static Command command(String... words) {
        return Subprocess.command(words).stdin(Stdio.PIPED).stdout(Stdio.PIPED).stderr(Stdio.PIPED);
    }

    /** Waits until a program has said, in words that match, that it listens; returns what the group in it matched. */
    static String awaitListening(Subprocess tool, Pattern words) throws IOException {
        for (String line : tool.stderr().reader().lines()) {
            Matcher matcher = words.matcher(line);
            if (matcher.find()) return matcher.groupCount() == 0 ? line : matcher.group(1);
        }
        throw new IOException("it ended before it listened: " + tool.await());
    }

    /** We say all we have to say, and then it does. */
    static void weEndFirst(ByteStream stream, Subprocess tool) throws IOException {
        nursery(n -> {
            n.start(() -> {
                stream.sendAll(MUCH);
                stream.sendEof();
            });
            assertThat(tool.stdout().receiveExactly(MUCH.length)).isEqualTo(MUCH);
        });
        itSpeaks(stream, tool);
        assertThat(tool.await()).isZero();
    }

    /** We say all we have to say, and it has nothing to say. */
    static void weEndBoth(ByteStream stream, Subprocess tool) throws IOException {
        nursery(n -> {
            n.start(() -> {
                stream.sendAll(MUCH);
                stream.sendEof();
            });
            assertThat(receiveAll(tool.stdout())).isEqualTo(MUCH);
        });
        assertThat(stream.receiveAll()).isEmpty();
        assertThat(tool.await()).isZero();
    }

    /** It says all it has to say, and then we do. */
    static void itEndsFirst(ByteStream stream, Subprocess tool) throws IOException {
        itSpeaks(stream, tool);
        nursery(n -> {
            n.start(() -> {
                stream.sendAll(MUCH);
                stream.sendEof();
            });
            assertThat(receiveAll(tool.stdout())).isEqualTo(MUCH);
        });
        assertThat(tool.await()).isZero();
    }

    private static void itSpeaks(ByteStream stream, Subprocess tool) throws IOException {
        nursery(n -> {
            n.start(() -> {
                tool.stdin().sendAll(MUCH);
                tool.stdin().close();
            });
            assertThat(receiveAll(stream)).isEqualTo(MUCH);
        });
    }

    private static byte[] receiveAll(ReceiveStream stream) throws IOException {
        return stream.receiveAll(2 * MUCH.length);
    }
}
