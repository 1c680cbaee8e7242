package dev.tuliptree.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What we want to be: our figure at most so many times another's.
 *
 * @param measure what is measured
 * @param ours which of ours
 * @param other the other runtime; empty if the goal is a figure of its own
 * @param most how many times the other's figure ours may be, or the figure
 */
public record Goal(String measure, String ours, String other, double most) {
    private static final double AS_FAST_AS = 1;
    private static final String BEST = "tuliptree-io_uring";
    private static final double EIGHTH = 1 / 8.0;

    /** A goal of what runs without any setting. */
    private Goal(String measure, String other, double most) {
        this(measure, Results.OURS, other, most);
    }

    /**
     * What became of a goal.
     *
     * @param goal the goal
     * @param reached our ratio to the other's figure, or our figure
     */
    public record Verdict(Goal goal, double reached) {
        /**
         * Whether it was met.
         *
         * @return true if so
         */
        public boolean met() {
            return reached <= goal.most;
        }

        @Override
        public String toString() {
            String what = goal.other.isEmpty()
                    ? String.format(Locale.ROOT, "%.1f, at most %.0f", reached, goal.most)
                    : String.format(Locale.ROOT, "%.2f of %s, at most %.2f", reached, goal.other, goal.most);
            String whose = goal.ours.equals(Results.OURS) ? "" : " of " + goal.ours;
            return (met() ? "met     " : "MISSED  ") + goal.measure + whose + " " + what;
        }
    }

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>(List.of(
                new Goal("switch", "bare", 1.2),
                new Goal("switch", "jdk-vthread", 0.5),
                new Goal("switch", "kotlin-runblocking", 1.6),
                new Goal("spawn_join_seq", "kotlin-runblocking", 0.7),
                new Goal("spawn_join_all", "kotlin-runblocking", 0.7),
                new Goal("callsoon_chain", "kotlin-runblocking", AS_FAST_AS),
                new Goal("sleep", "kotlin-runblocking", 0.5),
                new Goal("parked_100000", "", 800),
                new Goal("parked_1000000", "", 800)));
        for (String measure : List.of("pingpong_rendezvous", "pingpong_queue1")) {
            for (String other : List.of("kotlin-runblocking", "jox", "jdk-vthread"))
                goals.add(new Goal(measure, other, AS_FAST_AS));
        }
        for (String other : List.of("asyncio", "uvloop", "trio")) {
            for (String measure : List.of(
                    "switch",
                    "switch_2tasks",
                    "spawn_join_seq",
                    "spawn_join_all",
                    "pingpong_rendezvous",
                    "pingpong_queue1",
                    "callsoon_chain",
                    "callsoon_batch",
                    "cancel")) goals.add(new Goal(measure, other, EIGHTH));
        }
        goals.addAll(ofServers());
        return goals;
    }

    /** Against Netty's like for like: NIO to NIO, and the best of ours to Netty's on epoll. */
    private static List<Goal> ofServers() {
        List<Goal> goals = new ArrayList<>(List.of(
                new Goal("echo", "netty-nio", 0.95),
                new Goal("echo", "jdk-vthread", 0.75),
                new Goal("echo", "peers:uvloop-streams", 0.85),
                new Goal("echo user", "netty-nio", AS_FAST_AS),
                new Goal("http", "netty-nio", 0.9),
                new Goal("http", "vertx-epoll", AS_FAST_AS),
                new Goal("http user", "netty-nio", 0.5),
                new Goal("ws", "netty-nio", 0.9),
                // So many times the answers in a second.
                new Goal("pipelined", "netty-nio", 1 / 1.5),
                new Goal("echo", BEST, "netty-epoll", 0.97),
                new Goal("http", BEST, "netty-epoll", 0.9),
                new Goal("http user", BEST, "netty-epoll", 0.5),
                new Goal("ws", BEST, "netty-epoll", 0.9),
                new Goal("connect", BEST, "netty-epoll", AS_FAST_AS),
                new Goal("pipelined", BEST, "netty-epoll", 1 / 1.7)));
        for (String measure : List.of("connect", "tls", "full", "resumed")) {
            goals.add(new Goal(measure, "netty-nio", AS_FAST_AS));
        }
        for (String measure : List.of("json", "1k", "1m", "file", "post", "broadcast")) {
            for (String other : List.of("netty-nio", "vertx-nio", "jetty")) {
                goals.add(new Goal(measure, other, AS_FAST_AS));
            }
        }
        for (String other : List.of("vertx-nio", "jdk-http")) goals.add(new Goal("client", other, AS_FAST_AS));
        return goals;
    }

    /**
     * Compares the figures with the goals.
     *
     * @param results the figures
     * @return what became of every goal for which there are figures
     */
    public static List<Verdict> judge(Results results) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Goal goal : all()) {
            results.median(goal.ours, goal.measure).ifPresent(ours -> {
                if (goal.other.isEmpty()) verdicts.add(new Verdict(goal, ours));
                else
                    results.median(goal.other, goal.measure)
                            .ifPresent(theirs -> verdicts.add(new Verdict(goal, ours / theirs)));
            });
        }
        return verdicts;
    }
}
