package dev.tuliptree.gallery.jdbc;

import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.toThread;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/**
 * An H2 database in memory behind a server of its own on this machine: to its clients a database like any other, over a
 * socket. It has the function {@code NAP(ms)}, and a table {@code LEAVES} with the column {@code TREE}.
 */
public final class Database implements AutoCloseable {
    /** Databases in memory are shared by all servers of a process. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Server server;
    private final String url;

    private Database(Server server) {
        this.server = server;
        this.url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:leaves" + COUNT.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1";
    }

    /** Starts the server, in another thread, because that takes a while. A checkpoint. */
    static Database open() throws SQLException {
        return toThread(() -> {
            // Read once, when H2 is loaded: without it H2 listens on all addresses, and then turns strangers away.
            System.setProperty("h2.bindAddress", "127.0.0.1");
            var database = new Database(Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists")
                    .start());
            database.fill();
            return database;
        });
    }

    private void fill() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS NAP FOR '" + Database.class.getName() + ".nap'");
            statement.execute("CREATE TABLE LEAVES(ID IDENTITY, TREE VARCHAR(40))");
        } catch (SQLException e) {
            server.stop();
            throw e;
        }
    }

    /** Opens a connection. Blocks while it does: a coroutine is suspended by that, and a thread blocked. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /**
     * What the database runs for {@code NAP}, on the server's threads.
     *
     * @param millis how long to sleep
     * @return the same
     * @throws InterruptedException if the server is stopped
     */
    public static long nap(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    /** Ends the server, and with it all connections and the data. */
    @Override
    public void close() throws SQLException {
        shielded(() -> toThread(() -> {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            } finally {
                server.stop();
            }
        }));
    }
}
