package dev.tuliptree.bench.clients;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;

import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Meter;
import dev.tuliptree.bench.servers.Content;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.PoolLimits;
import java.io.IOException;

/** Tasks of ours that each send one GET after the other, in one session: see {@link Job#USAGE}. */
public final class HttpClients {
    private HttpClients() {}

    /**
     * Sends until the time is up.
     *
     * @param arguments see {@link Job#USAGE}
     */
    public static void main(String[] arguments) {
        Job job = Job.of(arguments);
        Meter meter = new Meter(job);
        String url = "http://127.0.0.1:" + job.port() + job.path();
        run(() -> {
            PoolLimits limits =
                    PoolLimits.DEFAULT.withMaxConnections(job.connections()).withMaxPerOrigin(job.connections());
            try (ClientSession session = new ClientSession(ClientOptions.DEFAULT.withPool(limits))) {
                nursery(n -> {
                    for (int i = 0; i < job.connections(); i++) n.start(() -> ask(session, url, meter));
                });
            }
        });
    }

    private static void ask(ClientSession session, String url, Meter meter) {
        try {
            while (true) {
                try (ClientResponse response = session.get(url)) {
                    if (response.status() != 200 || !response.text().equals(Content.GREETING)) {
                        throw new IOException("not what was expected: " + response);
                    }
                }
                meter.count();
            }
        } catch (IOException e) {
            meter.fail(e);
        }
    }
}
