package dev.tuliptree.http.interop;

import static dev.tuliptree.Async.run;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.Action;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;

/** Programs of others, as far as they are on this machine. */
final class Tool {
    private Tool() {}

    /** What a test does with a server. */
    interface Test {
        void run(Server server) throws Exception;
    }

    /** Runs a test on the real clock, since others have no other. */
    static void onALoop(Action<Exception> test) {
        run(LoopOptions.DEFAULT.handleSignals(false), test);
    }

    static void withServer(Application app, Test test) {
        onALoop(() -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                test.run(server);
            }
        });
    }

    /** An application that most tests can do with. */
    static Application application() {
        Application app = new Application();
        app.get("/", _ -> Response.text("hello"));
        app.post("/echo", request -> Response.bytes(request.bytes()));
        app.put("/length", request -> Response.text(String.valueOf(request.bytes().length)));
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 100; i++) {
                        out.write(("line " + i + "\n").getBytes(US_ASCII));
                        out.flush();
                    }
                }));
        app.get(
                "/who",
                request -> Response.text(request.remoteAddress().getAddress().getHostAddress() + " " + request.host()));
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
        return app;
    }

    /** Skips the test unless a command succeeds. */
    static void require(String packageName, String... command) {
        boolean[] there = {false};
        onALoop(() -> {
            try {
                there[0] = Subprocess.command(command).mergeErrors().capture().exitCode() == 0;
            } catch (IOException e) {
                // There is no such program.
            }
        });
        assumeTrue(there[0], "not on this machine: apt-get install " + packageName);
    }

    /** What a command prints; it must succeed. */
    static String output(String... command) throws IOException {
        ProcessResult result = Subprocess.command(command).capture();
        if (result.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + result.exitCode() + ": "
                    + result.stdoutText() + result.stderrText());
        }
        return result.stdoutText();
    }
}
