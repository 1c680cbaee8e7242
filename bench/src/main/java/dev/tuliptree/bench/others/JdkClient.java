package dev.tuliptree.bench.others;

import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Meter;
import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

/** Virtual threads that each send one GET after the other with the JDK's client: see {@link Job#USAGE}. */
public final class JdkClient {
    private JdkClient() {}

    /**
     * Sends until the time is up.
     *
     * @param arguments see {@link Job#USAGE}
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        Job job = Job.of(arguments);
        Meter meter = new Meter(job);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + job.port() + job.path()))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build()) {
            for (int i = 0; i < job.connections(); i++) {
                Thread.startVirtualThread(() -> ask(client, request, meter));
            }
            Thread.currentThread().join();
        }
    }

    private static void ask(HttpClient client, HttpRequest request, Meter meter) {
        try {
            while (true) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200 || !response.body().equals(Content.GREETING)) {
                    throw new IOException("not what was expected: " + response);
                }
                meter.count();
            }
        } catch (IOException | InterruptedException e) {
            meter.fail(e);
        }
    }
}
