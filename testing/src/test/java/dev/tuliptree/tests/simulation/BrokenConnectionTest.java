package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.NetworkEvent.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import dev.tuliptree.testing.Sometimes;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * When connections are refused and break at any point, programs hear of it by an {@link IOException}, all goes on for
 * the others, and nothing is left behind, which the runs check at their ends.
 */
class BrokenConnectionTest {
    private static final int ATTEMPTS = 10;
    private static final byte[] QUESTION = new byte[20_000];

    static {
        for (int i = 0; i < QUESTION.length; i++) QUESTION[i] = (byte) (i * 31);
    }

    private static void echo(SocketStream stream) throws IOException {
        byte[] data;
        while ((data = stream.receiveSome(16_384)).length > 0) stream.sendAll(data);
    }

    /** Tells whether the whole answer came; what came was a beginning of it either way. */
    private static boolean ask(int port) {
        try (SocketStream stream = openTcpStream("127.0.0.1", port)) {
            nursery(n -> {
                n.start(() -> {
                    stream.sendAll(QUESTION);
                    stream.sendEof();
                });
                byte[] answer = stream.receiveAll();
                assertThat(answer)
                        .as("an orderly end comes after all of the answer")
                        .isEqualTo(QUESTION);
            });
            return true;
        } catch (Exception failure) {
            assertThat(failures(failure))
                    .allSatisfy(each -> assertThat(each)
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(ClosedStreamException.class));
            return false;
        }
    }

    private static Iterable<? extends Throwable> failures(Exception failure) {
        return failure instanceof ExceptionGroup group ? group.leaves() : Arrays.asList(failure);
    }

    private static void program(SimulatedNetwork network) throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(BrokenConnectionTest::echo));
                int answers = 0;
                for (int i = 0; i < ATTEMPTS; i++) if (ask(listener.port())) answers++;
                long faults = network.count(RESET_MIDWAY) + network.count(REFUSED) + network.count(TIMED_OUT);
                assertThat(answers).as("answers").isGreaterThanOrEqualTo(ATTEMPTS - Math.toIntExact(faults));
                network.conditions(LinkConditions.IDEAL);
                assertThat(ask(listener.port()))
                        .as("it goes on when the network is well again")
                        .isTrue();
                n.cancel();
            });
        }
    }

    @Test
    void everyFailureIsAnIOExceptionAndNothingIsLeft() {
        Sometimes met = Simulation.run(300, LinkConditions::hostile, BrokenConnectionTest::program);
        met.assertMet(REFUSED, RESET_MIDWAY, RESENT, PARTIAL_WRITE, PARTIAL_READ);
    }
}
