package dev.tuliptree.gallery.jdbc;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.sync.Semaphore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Plain JDBC in coroutines: a slow query and many quick ones, over two connections, while a counter counts. The driver
 * knows nothing of the loop. It blocks on its sockets, which suspends the coroutine and nothing else.
 */
public final class Jdbc {
    /** However many visitors there are, no more databases run at once than these. */
    private final Semaphore places = new Semaphore(4);

    private final int rows;

    /**
     * The demo.
     *
     * @param rows how long the slow query is: each row takes it two milliseconds
     */
    public Jdbc(int rows) {
        this.rows = rows;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                "18-jdbc",
                "Blocking JDBC, and a loop that goes on",
                "The driver blocks; the loop does not. Stop cancels the query in the database too.",
                Jdbc.class,
                RoomPage.app(this::visit));
    }

    private void visit(RoomPage page) throws SQLException {
        if (places.locked()) page.state("slow", "waiting", "waits until another visitor is done");
        try (var _ = places.acquire();
                Database database = Database.open();
                Connection one = database.connect();
                Connection two = database.connect()) {
            nursery(n -> {
                n.startService(() -> count(page));
                n.startService(() -> askOften(page, two));
                askSlowly(page, one);
            });
        }
    }

    private void count(RoomPage page) {
        for (int i = 1; ; i++) {
            page.state("counter", "running", Integer.toString(i));
            sleep(millis(100));
        }
    }

    private void askOften(RoomPage page, Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            while (true) {
                insert.executeUpdate("INSERT INTO LEAVES(TREE) VALUES('oak')");
                long leaves = ask(connection, "SELECT COUNT(*) FROM LEAVES");
                page.state("quick", "running", "the table has " + leaves + " rows");
                sleep(millis(250));
            }
        }
    }

    private void askSlowly(RoomPage page, Connection connection) throws SQLException {
        try {
            page.state("slow", "waiting", "waits for " + rows + " rows");
            long sum = ask(connection, "SELECT SUM(NAP(2)) FROM SYSTEM_RANGE(1, " + rows + ")");
            page.state("slow", "done", "slept for " + sum + " ms");
        } catch (Cancelled cancelled) {
            page.state("slow", "cancelled", cancelled.reason().text());
            // The query is over and the connection as good as before.
            long answer = shielded(() -> ask(connection, "SELECT 6 * 7"));
            page.log("Asked once more, the same connection says " + answer + ".");
            throw cancelled;
        }
    }

    /**
     * Asks for a number. When the caller is cancelled, the query is: JDBC has a call for that, from another thread or
     * task. To interrupt the driver instead would break the connection.
     */
    private static long ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Task<Long> query = createTask(() -> number(statement.executeQuery(sql)));
            try {
                return await(query, SQLException.class);
            } catch (Cancelled cancelled) {
                shielded(() -> {
                    // More than once: while the query is still being prepared, there is nothing to cancel yet.
                    while (!query.done()) {
                        statement.cancel();
                        waitUntil(ALL_COMPLETED, millis(50), query);
                    }
                });
                query.exception(); // "canceled", which is no news: asked for, it is reported to nobody
                throw cancelled;
            }
        }
    }

    private static long number(ResultSet result) throws SQLException {
        try (result) {
            result.next();
            return result.getLong(1);
        }
    }
}
