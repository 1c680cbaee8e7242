package dev.tuliptree.gallery;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;
import static dev.tuliptree.Async.toThread;

import dev.tuliptree.gallery.ascompleted.AsCompleted;
import dev.tuliptree.gallery.backpressure.Backpressure;
import dev.tuliptree.gallery.cancellation.Cancellation;
import dev.tuliptree.gallery.chat.Chat;
import dev.tuliptree.gallery.executor.RunInExecutor;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.generators.Generators;
import dev.tuliptree.gallery.jdbc.Jdbc;
import dev.tuliptree.gallery.locks.Locks;
import dev.tuliptree.gallery.nurseries.Nurseries;
import dev.tuliptree.gallery.regex.Regex;
import dev.tuliptree.gallery.serial.Serial;
import dev.tuliptree.gallery.simultaneous.Simultaneous;
import dev.tuliptree.gallery.streaming.Streaming;
import dev.tuliptree.gallery.subprocess.Output;
import dev.tuliptree.gallery.tcp.TcpEcho;
import dev.tuliptree.gallery.threadsafe.CallSoonThreadsafe;
import dev.tuliptree.gallery.waiting.Waiting;
import dev.tuliptree.gallery.websocket.EchoSocket;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.ServerTimeouts;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The program that serves the demo site. */
public final class Gallery {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Gallery() {}

    /**
     * Serves the demos until it is stopped, by Ctrl-C say.
     *
     * @param args the options that {@code --help} explains
     */
    public static void main(String[] args) {
        switch (CommandLine.parse(args)) {
            case CommandLine.Help() -> System.out.print(CommandLine.USAGE);
            case CommandLine.Mistake(String problem) -> exit(MISUSED, problem + "; --help lists the options");
            case CommandLine.Serve options -> serve(options);
        }
    }

    /** All demos, in the order of the index. */
    static List<Demo> demos(RandomGenerator random) {
        Faces faces = new Faces(random);
        return List.of(
                new Serial(faces).demo(),
                new Simultaneous(faces).demo(),
                new Waiting(faces).demo(),
                new AsCompleted(faces).demo(),
                new RunInExecutor(faces).demo(),
                new CallSoonThreadsafe(faces).demo(),
                new Regex().demo(),
                new Chat().demo(),
                new Cancellation().demo(),
                new Nurseries().demo(),
                new Backpressure().demo(),
                new Generators().demo(),
                new EchoSocket().demo(),
                new TcpEcho().demo(),
                new Output().demo(),
                new Locks(random).demo(),
                new Streaming().demo(),
                new Jdbc(3000).demo());
    }

    private static void serve(CommandLine.Serve options) {
        List<Demo> demos = demos(new SplittableRandom());
        Talk talk = new Talk(demos);
        Application site = options.console() ? Site.withConsole(demos, talk) : Site.of(demos, talk);
        try {
            run(() -> listen(site, talk, options));
        } catch (Exception e) {
            switch (e) {
                case BindException busy ->
                    exit(FAILED, busy.getMessage() + "; --port takes another port, 0 a free one");
                case IOException broken -> exit(FAILED, String.valueOf(broken.getMessage()));
                default -> throw e;
            }
        }
    }

    private static void listen(Application site, Talk talk, CommandLine.Serve options) throws IOException {
        var serverOptions = ServerOptions.DEFAULT.withTimeouts(ServerTimeouts.DEFAULT.withShutdownGrace(millis(500)));
        try (var server = site.listen(options.host(), options.port(), serverOptions)) {
            String address = server.url("/");
            System.out.println("The demos are at " + address + " (Ctrl-C stops them)");
            if (options.console()) System.out.println("The console is at " + server.url("/console/"));
            String first = options.talk() ? server.url("/talk/") : address;
            if (options.talk()) System.out.println("The talk is at " + first);
            if (options.openBrowser()) toThread(() -> Browser.open(first));
            if (options.talk()) follow(talk);
            sleepForever();
        }
    }

    /** Has the talk follow its slides, where the program runs out of a checkout. */
    private static void follow(Talk talk) {
        Optional<Path> slides = Talk.sourceFile();
        if (slides.isEmpty()) return;
        System.out.println("Its slides follow " + slides.get());
        talk.follow(slides.get());
    }

    private static void exit(int code, String problem) {
        System.err.println("tuliptree: " + problem);
        System.exit(code);
    }
}
