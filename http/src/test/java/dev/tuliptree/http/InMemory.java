package dev.tuliptree.http;

import static dev.tuliptree.Async.nursery;

import dev.tuliptree.ActionOf;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.MemoryStream;

/** Clients of an application without sockets. */
public final class InMemory {
    private InMemory() {}

    /** Runs a test with a client whose every connection leads to the application, whatever host is named. */
    public static void with(Application app, ActionOf<ClientSession, Exception> test) throws Exception {
        with(app, MemoryStream.DEFAULT_CAPACITY, ClientOptions.DEFAULT, test);
    }

    /** Likewise, with room for so many bytes on the way, and other options. */
    public static void with(
            Application app, int capacity, ClientOptions client, ActionOf<ClientSession, Exception> test)
            throws Exception {
        var serving = app.serving(ServerOptions.DEFAULT);
        nursery(n -> {
            ClientOptions options = client.withConnector(_ -> {
                MemoryStream.Pair pair = MemoryStream.pair(capacity);
                n.start(() -> serving.run(pair.there()));
                return pair.here();
            });
            try (ClientSession session = new ClientSession(options)) {
                test.run(session);
            }
        });
    }
}
