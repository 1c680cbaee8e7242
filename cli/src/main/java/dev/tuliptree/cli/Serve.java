package dev.tuliptree.cli;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.http.AccessLog;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.ServerTimeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve}: the files of a folder, over HTTP. */
@Command(name = "serve", description = "Serves the files below a folder until it is stopped with Ctrl-C.")
final class Serve implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", arity = "0..1", description = "the folder; this one if none is named")
    private Path folder = Path.of(".");

    @Option(names = "--host", description = "the address to listen on; only this machine reaches ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "the port to listen on, ${DEFAULT-VALUE} by default; 0 takes a free one")
    private int port = 8000;

    @Option(names = "--log", description = "prints a line for each request")
    private boolean log;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port takes a number from 0 to 65535, not " + port);
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("there is no folder '" + folder + "'; check its name");
        }
        run(this::listen);
        return 0;
    }

    private void listen() throws IOException {
        Application app = new Application().staticFiles("/", folder);
        ServerOptions options = ServerOptions.DEFAULT
                .withTimeouts(ServerTimeouts.DEFAULT.withShutdownGrace(millis(500)))
                .withAccessLog(log ? AccessLog.to(System.getLogger("tuliptree.serve")) : null);
        try (Server server = app.listen(host, port, options)) {
            System.out.println(
                    "Serving " + folder.toAbsolutePath().normalize() + " at " + server.url("/") + " (Ctrl-C stops it)");
            sleepForever();
        }
    }
}
