package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.SimulatedHost;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of the addresses that a name leads to, the first that answers is connected to, with nothing simulated but the network
 * under the sockets. The same at the level of single attempts: {@code HappyEyeballsTest}.
 */
class HappyEyeballsNetworkTest {
    private static final int PORT = 443;

    /** Hosts that answer after a time, refuse after a time, or are silent; and a name that leads to all of them. */
    private static final class World implements AutoCloseable {
        private final SimulatedNetwork network;
        private final List<TcpListener> listeners = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<String> addresses = new ArrayList<>();

        /** Of hosts such as "a 40", "b 10 refused", "c silent" or "six 20 ipv6". */
        World(SimulatedNetwork network, String hosts) throws IOException {
            this.network = network;
            for (String host : hosts.split(", ")) add(host.split(" "));
            network.name("service.example", addresses.toArray(String[]::new));
        }

        private void add(String[] words) throws IOException {
            int number = names.size() + 1;
            String address = (words[words.length - 1].equals("ipv6") ? "2001:db8::" : "192.0.2.") + number;
            names.add(words[0]);
            addresses.add(address);
            if (words[1].equals("silent")) return;
            SimulatedHost host = network.host(words[0], address);
            // There and back.
            Duration latency = millis(Integer.parseInt(words[1])).dividedBy(2);
            network.conditions(network.here(), host, LinkConditions.IDEAL.latency(latency, Duration.ZERO));
            if (words[words.length - 1].equals("refused")) return;
            host.run(() -> listeners.add(listenTcp(address, PORT)));
        }

        String connect() throws IOException {
            try (SocketStream stream = openTcpStream("service.example", PORT)) {
                String address = stream.remoteAddress().getAddress().getHostAddress();
                return names.get(addresses.indexOf(address.replace(":0:0:0:0:0:", "::")));
            }
        }

        /** Those that have been asked for a connection, in this order. */
        List<String> asked() {
            return network.trace().stream()
                    .filter(step -> step.contains("asked for"))
                    .map(step -> step.replaceFirst(".* socket (\\w+):.*", "$1"))
                    .distinct()
                    .toList();
        }

        @Override
        public void close() {
            listeners.forEach(TcpListener::close);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one host                                  | a 40                              | a | 40
            a fast one leaves the others alone        | a 240, b 10                       | a | 240
            behind a silent one the next has its turn | a silent, b 20                    | b | 270
            behind two silent ones the third has      | a silent, b silent, c 40          | c | 540
            a refusal starts the next at once         | a 10 refused, b 20                | b | 30
            refusals add up, not staggers             | a 10 refused, b 20 refused, c 4   | c | 34
            an early one may still win                | a 600, b silent, c silent         | a | 600
            a later one may overtake                  | a 600, b 100                      | b | 350
            families take turns                       | v6 silent ipv6, w6 10 ipv6, v4 10 | v4 | 260
            the other family comes after a refusal    | v4 10 refused, w4 10, v6 10 ipv6  | v6 | 20
            """)
    void itConnectsToTheFirstThatAnswers(String what, String hosts, String winner, long millis) {
        Simulation.run(20, _ -> LinkConditions.IDEAL, network -> {
            try (World world = new World(network, hosts)) {
                assertThat(world.connect()).as(what).isEqualTo(winner);
                assertThat(now()).as(what).isEqualTo(millis(millis));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            all refuse                     | a 400 refused, b 50 refused, c 10 refused | 400     | refused
            all are silent, for so long    | a silent, b silent                        | 127250  | timed out
            one refuses, another is silent | a 10 refused, b silent                    | 127010  | timed out
            """)
    void ifNoneAnswersItSaysSo(String what, String hosts, long millis, String why) {
        Simulation.run(20, _ -> LinkConditions.IDEAL, network -> {
            try (World world = new World(network, hosts)) {
                assertThatExceptionOfType(ConnectException.class)
                        .as(what)
                        .isThrownBy(world::connect)
                        .withMessageContaining(why)
                        .satisfies(
                                failure -> assertThat(failure.getSuppressed()).hasSize(hosts.split(", ").length));
                assertThat(now()).as(what).isEqualTo(millis(millis));
            }
        });
    }

    @LoopTest
    void thoseThatWereNotNeededAreNotAsked(SimulatedNetwork network) throws IOException {
        try (World world = new World(network, "a 600, b 100, c 1")) {
            assertThat(world.connect()).isEqualTo("b");
            sleep(seconds(10));
            assertThat(world.asked()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @LoopTest
    void cancelledAtAnyPointItLeavesNothingOpen(SimulatedNetwork network) throws IOException {
        try (var _ = new World(network, "a 600, b 350, c 10 refused, d silent")) {
            int points = CancelEverywhere.run(victim -> {
                SocketStream[] got = new SocketStream[1];
                victim.run(() -> got[0] = openTcpStream("service.example", PORT, ConnectOptions.DEFAULT));
                if (got[0] != null) got[0].close();
            });
            assertThat(points).isGreaterThan(8);
        }
    }
}
