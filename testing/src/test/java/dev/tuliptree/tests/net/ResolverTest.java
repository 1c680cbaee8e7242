package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.CachingResolver;
import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.Resolver;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Names are looked up by whoever the program says, remembered for a while, and hold up nobody else. */
class ResolverTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

    private final List<String> asked = new ArrayList<>();

    /** Takes a second for each name; some do not exist, some get no answer. */
    private List<InetAddress> slowly(String name) throws IOException {
        asked.add(name);
        if (name.startsWith("stuck")) sleepForever();
        sleep(seconds(1));
        if (name.startsWith("no.")) throw new UnknownHostException(name);
        return LOOPBACK;
    }

    private CachingResolver caching(int names, Duration time) {
        return new CachingResolver(this::slowly, names, time);
    }

    @LoopTest
    void whatWasFoundIsRememberedForItsTime() throws IOException {
        Resolver resolver = caching(10, seconds(10));
        assertThat(resolver.resolve("a.example")).isEqualTo(LOOPBACK);
        assertThat(resolver.resolve("A.Example")).isEqualTo(LOOPBACK);
        sleep(millis(9_999));
        resolver.resolve("a.example");
        assertThat(asked).containsExactly("a.example");
        sleep(millis(1));
        resolver.resolve("a.example");
        assertThat(asked).containsExactly("a.example", "a.example");
    }

    @LoopTest
    void atTheLimitTheNameThatWasNotAskedForLongestIsForgotten() throws IOException {
        CachingResolver resolver = caching(2, seconds(60));
        for (String name : List.of("a", "b", "a", "c", "a", "b")) resolver.resolve(name);
        assertThat(asked).containsExactly("a", "b", "c", "b");
        resolver.clear();
        resolver.resolve("b");
        assertThat(asked).hasSize(5);
        assertThatIllegalArgumentException().isThrownBy(() -> caching(0, seconds(1)));
    }

    @LoopTest
    void aNameIsLookedUpOnceForAllWhoAsk() throws IOException {
        Resolver resolver = caching(10, seconds(10));
        nursery(n -> {
            Task<?> impatient = n.start(() -> resolver.resolve("a"));
            for (int i = 0; i < 3; i++)
                n.start(() -> assertThat(resolver.resolve("a")).isEqualTo(LOOPBACK));
            settle();
            impatient.cancel();
        });
        assertThat(asked).containsExactly("a");
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void failuresReachAllWhoAskedAndAreNotRemembered() {
        Resolver resolver = caching(10, seconds(10));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> resolver.resolve("no.example"))
                    .withMessageContaining("no.example");
        }
        assertThat(asked).hasSize(2);
    }

    @LoopTest
    void aNameWithoutAnAnswerHoldsUpNoOther() throws IOException {
        Resolver resolver = caching(10, seconds(10));
        assertThat(moveOnAfter(seconds(5), () -> {
                    resolver.resolve("stuck.example");
                }))
                .isFalse();
        assertThat(moveOnAfter(seconds(5), () -> {
                    resolver.resolve("stuck.example");
                }))
                .isFalse();
        assertThat(resolver.resolve("a.example")).isEqualTo(LOOPBACK);
        assertThat(asked).as("the stuck one is asked for once").containsExactly("stuck.example", "a.example");
        loop().allTasks().stream().filter(task -> task != currentTask()).forEach(Task::cancel);
    }

    @LoopTest
    void lookingUpIsACheckpointEvenIfTheNameIsRemembered() throws IOException {
        Resolver resolver = caching(10, seconds(10));
        resolver.resolve("a");
        LoopAssertions.assertCheckpoints(() -> resolver.resolve("a"));
        LoopAssertions.assertLetsOthersRun(() -> resolver.resolve("a"));
    }

    @LoopTest
    void theSystemKnowsThisHost() throws IOException {
        assertThat(Resolver.ofSystem().resolve("localhost")).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        assertThat(Resolver.ofLoop()).isSameAs(Resolver.ofLoop());
        assertThat(Resolver.ofLoop().resolve("localhost")).isNotEmpty();
    }

    @LoopTest
    void aConnectionAsksTheResolverItIsGiven() throws IOException {
        ConnectOptions options = ConnectOptions.DEFAULT.resolver(this::slowly);
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream stream = openTcpStream("service.example", listener.port(), options);
                SocketStream accepted = listener.accept()) {
            assertThat(stream.localAddress()).isEqualTo(accepted.remoteAddress());
        }
        assertThat(asked).containsExactly("service.example");
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> openTcpStream("no.example", 80, options));
    }

    @LoopTest
    void aConnectionThatFailsSaysWhereToAndWhy() throws IOException {
        int port;
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            port = listener.port();
        }
        ConnectOptions options = ConnectOptions.DEFAULT.resolver(
                _ -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> openTcpStream("service.example", port, options))
                .withMessageStartingWith("cannot connect to service.example port " + port + ": 127.0.0.1 port " + port)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    }

    @LoopTest
    void aConnectionCanBeMadeFromAChosenAddress() throws IOException {
        ConnectOptions options = ConnectOptions.DEFAULT
                .localAddress(new InetSocketAddress("127.0.0.3", 0))
                .keepAlive(true);
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream stream = openTcpStream("127.0.0.1", listener.port(), options);
                SocketStream accepted = listener.accept()) {
            assertThat(accepted.remoteAddress().getAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.3"));
            assertThat(stream.localAddress().getAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.3"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectOptions.DEFAULT.stagger(seconds(-1)));
    }
}
