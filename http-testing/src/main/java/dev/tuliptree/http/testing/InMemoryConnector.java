package dev.tuliptree.http.testing;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Task;
import dev.tuliptree.http.client.Connector;
import dev.tuliptree.http.client.Origin;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leads every connection, whatever host it was meant for, to a task of this loop that serves it. */
final class InMemoryConnector implements Connector {
    private final EventLoop loop = EventLoop.current();
    private final Set<Task<@Nullable Void>> serving = new LinkedHashSet<>();
    private final ActionOf<ByteStream, IOException> server;
    private boolean closed;

    InMemoryConnector(ActionOf<ByteStream, IOException> server) {
        this.server = server;
    }

    @Override
    public ByteStream connect(Origin origin) throws IOException {
        Checkpoint.throwIfCancelled();
        if (closed) {
            throw new IOException("connection refused: what should answer for " + origin + " is closed");
        }
        MemoryStream.Pair pair = MemoryStream.pair();
        serving.removeIf(Task::done);
        serving.add(loop.createTask(() -> serve(pair.there())).name("in-memory connection to " + origin));
        return pair.here();
    }

    private void serve(ByteStream stream) {
        try (stream) {
            server.run(stream);
        } catch (IOException e) {
            // The client is gone, which it noticed itself.
        }
    }

    /** Refuses what connects from now on, and ends what is served. Suspends, also in a cancelled scope. */
    void close() {
        closed = true;
        List<Task<@Nullable Void>> left = List.copyOf(serving);
        left.forEach(task -> task.cancel("the test has closed what it was talking to"));
        if (!left.isEmpty()) {
            shielded(() -> left.forEach(task -> waitUntil(ALL_COMPLETED, task)));
        }
    }
}
