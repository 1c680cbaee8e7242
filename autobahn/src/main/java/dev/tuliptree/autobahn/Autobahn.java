package dev.tuliptree.autobahn;

import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The program behind {@code autobahn/run}. */
public final class Autobahn {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration MORE_PATIENCE = Duration.ofMinutes(20);

    private Autobahn() {}

    /**
     * Runs the suite against the server, the client, or both. Prints what is not as it should be, and a line of counts
     * for each; exits with 1 if there is anything to complain of.
     *
     * @param args the folder of this module, whether the large messages of group 9 belong to it, and whom to test
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Suite suite = new Suite(folder, Boolean.parseBoolean(args[1]));
        boolean passed = true;
        for (String who : Arrays.asList(args).subList(2, args.length)) {
            run(() -> timeout(suite.large() ? MORE_PATIENCE : PATIENCE, () -> test(suite, who)));
            passed &= judge(suite, who);
        }
        System.exit(passed ? 0 : 1);
    }

    private static void test(Suite suite, String who) throws IOException {
        switch (who) {
            case "server" -> TestedServer.run(suite);
            case "client" -> TestedClient.run(suite);
            default -> throw new IllegalArgumentException("server or client can be tested, not " + who);
        }
    }

    private static boolean judge(Suite suite, String who) throws IOException {
        Judgement judgement = Judgement.of(suite.verdicts(who), suite.tolerated(who), suite.cases());
        judgement.complaints().forEach(complaint -> System.out.println("autobahn " + who + ": " + complaint));
        System.out.println("autobahn " + who + ": " + judgement.counts());
        return judgement.complaints().isEmpty();
    }
}
