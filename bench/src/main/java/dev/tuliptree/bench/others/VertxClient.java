package dev.tuliptree.bench.others;

import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Meter;
import dev.tuliptree.bench.servers.Content;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;

/**
 * One verticle that has so many GETs under way with Vert.x's client, on NIO: see {@link Job#USAGE}. Its pool keeps the
 * connections open.
 */
public final class VertxClient extends VerticleBase {
    private final Job job;
    private final Meter meter;

    private VertxClient(Job job) {
        this.job = job;
        meter = new Meter(job);
    }

    /**
     * Sends until the time is up.
     *
     * @param arguments see {@link Job#USAGE}
     */
    public static void main(String[] arguments) {
        VertxClient verticle = new VertxClient(Job.of(arguments));
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .deployVerticle(verticle)
                .onFailure(verticle.meter::fail);
    }

    @Override
    public Future<?> start() {
        HttpClient made = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(job.connections()));
        for (int i = 0; i < job.connections(); i++) ask(made);
        return Future.succeededFuture();
    }

    private void ask(HttpClient session) {
        session.request(HttpMethod.GET, job.port(), "127.0.0.1", job.path())
                .compose(HttpClientRequest::send)
                .compose(VertxClient::bodyOf)
                .onFailure(meter::fail)
                .onSuccess(body -> {
                    if (!body.toString().equals(Content.GREETING)) meter.fail(new IOException("unexpected: " + body));
                    meter.count();
                    ask(session);
                });
    }

    private static Future<Buffer> bodyOf(HttpClientResponse response) {
        if (response.statusCode() == 200) return response.body();
        return Future.failedFuture(new IOException("status " + response.statusCode()));
    }
}
