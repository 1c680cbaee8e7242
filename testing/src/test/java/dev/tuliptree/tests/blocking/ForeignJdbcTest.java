package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.testing.LoopTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A coroutine queries a database over TCP, through a driver that knows threads alone. */
public class ForeignJdbcTest {
    /** Queries that the database has begun, and those it may go on with. */
    private static final AtomicInteger BEGUN = new AtomicInteger();

    private static final Semaphore MAY_GO_ON = new Semaphore(0);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Server server;
    private String url;

    /** The database calls this in a thread of its server. */
    public static int slow() throws InterruptedException {
        BEGUN.incrementAndGet();
        MAY_GO_ON.acquire();
        return 42;
    }

    @BeforeEach
    void startServer() throws SQLException {
        BEGUN.set(0);
        MAY_GO_ON.drainPermits();
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:test" + DATABASES.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS SLOW FOR '" + ForeignJdbcTest.class.getName() + ".slow'");
        }
    }

    @AfterEach
    void stopServer() {
        MAY_GO_ON.release(100);
        server.stop();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    private static void awaitBegun(int queries) {
        while (BEGUN.get() < queries) checkpoint();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aPlainQuerySuspendsOnlyItsCoroutine() throws Exception {
        query(Foreign.PLAINLY);
    }

    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierOneInAThreadDoes() throws Exception {
        query(Foreign.IN_A_THREAD);
    }

    private void query(ActionOf<Action<Exception>, Exception> way) throws Exception {
        int[] turns = new int[1];
        Foreign.countingTurns(
                turns,
                () -> nursery(n -> {
                    for (int i = 0; i < 3; i++) {
                        n.start(() -> way.run(() -> {
                            try (Connection connection = connect()) {
                                assertThat(number(connection, "SELECT SLOW()")).isEqualTo(42);
                            }
                        }));
                    }
                    awaitBegun(3);
                    Foreign.awaitTurns(turns, 100);
                    MAY_GO_ON.release(3);
                }));
        assertThat(turns[0]).isGreaterThan(100);
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCancelledQueryIsInterruptedAndItsConnectionClosed() throws Exception {
        Connection[] opened = new Connection[1];
        boolean caught = Foreign.cancelledWhen(() -> awaitBegun(1), () -> {
            try (Connection connection = connect()) {
                opened[0] = connection;
                number(connection, "SELECT SLOW()");
            }
        });
        assertThat(caught).isTrue();
        assertThat(opened[0].isClosed()).isTrue();
        MAY_GO_ON.release();
        try (Connection connection = connect()) {
            assertThat(number(connection, "SELECT 1"))
                    .as("the database goes on")
                    .isEqualTo(1);
            // The server finds out when it wants to answer the first one.
            while (number(connection, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS") > 1) checkpoint();
        }
    }

    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierACancelledQueryIsWaitedFor() throws Exception {
        Connection[] opened = new Connection[1];
        boolean caught = Foreign.cancelledWhen(() -> awaitBegun(1), () -> {
            Foreign.IN_A_THREAD.run(() -> {
                try (Connection connection = connect()) {
                    opened[0] = connection;
                    MAY_GO_ON.release();
                    number(connection, "SELECT SLOW()");
                }
            });
            checkpoint();
        });
        assertThat(caught).isTrue();
        assertThat(opened[0].isClosed()).isTrue();
    }
}
