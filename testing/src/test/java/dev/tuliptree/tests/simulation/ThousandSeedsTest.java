package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.NetworkEvent.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.Simulation;
import dev.tuliptree.testing.Sometimes;
import dev.tuliptree.testing.StreamContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a network does that TCP allows, programs notice nothing of it but the time that it takes. */
class ThousandSeedsTest {
    private static final int SEEDS = 1_000;

    /** Where every switch goes through the system's scheduler, a tenth of the contracts takes as long. */
    private static final int CONTRACTS = LoopOptions.DEFAULT.carrier() == CarrierKind.BATON ? SEEDS / 10 : SEEDS;

    /** Small enough that a thousand contracts are soon checked. */
    private static final int BUFFER = 4_096;

    private static LinkConditions roughAndNarrow(RandomGenerator random) {
        return LinkConditions.rough(random).buffer(BUFFER);
    }

    @Test
    void theContractOfStreamsIsKept() {
        Sometimes met = Simulation.run(CONTRACTS, ThousandSeedsTest::roughAndNarrow, _ -> {
            StreamContract.checkHalfCloseable(
                    () -> {
                        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                            SocketStream here = openTcpStream("127.0.0.1", listener.port());
                            return StreamContract.ends(here, listener.accept());
                        }
                    },
                    BUFFER + 1);
        });
        met.assertMet(PARTIAL_WRITE, NO_ROOM, PARTIAL_READ, SPLIT, JOINED, FALSE_ALARM, RESENT);
        met.assertMet(HALF_CLOSED, CLOSED_UNREAD, SENT_TO_CLOSED);
    }

    private static void echo(SocketStream stream) throws IOException {
        byte[] data;
        while ((data = stream.receiveSome(16_384)).length > 0) stream.sendAll(data);
    }

    @Test
    void anEchoComesBack() {
        String said = "async can sometimes be confusing, but I believe in you!";
        Sometimes met = Simulation.run(SEEDS, LinkConditions::rough, _ -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                nursery(n -> {
                    n.start(() -> listener.serve(ThousandSeedsTest::echo));
                    try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                        stream.sendAll(said.getBytes(UTF_8));
                        stream.sendEof();
                        assertThat(stream.receiveAll()).asString(UTF_8).isEqualTo(said);
                    }
                    n.cancel();
                });
            }
        });
        met.assertMet(PARTIAL_WRITE, PARTIAL_READ, SPLIT, JOINED, FALSE_ALARM, RESENT, HALF_CLOSED);
    }

    @Test
    void linesAreReadAsTheyWereSent() {
        List<String> lines = List.of("one", "two", "three");
        Simulation.run(SEEDS, LinkConditions::rough, _ -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                nursery(n -> {
                    n.start(() -> listener.serve(stream -> {
                        for (String line : lines) {
                            stream.sendAll((line + "\r\n").getBytes(UTF_8));
                            sleep(millis(2));
                        }
                    }));
                    try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                        List<String> read = new ArrayList<>();
                        for (String line : stream.reader().lines()) read.add(line);
                        assertThat(read).isEqualTo(lines);
                    }
                    n.cancel();
                });
            }
        });
    }
}
