package dev.tuliptree.bench.load;

import java.util.List;

/**
 * What a load has to do.
 *
 * @param traffic what is sent, as {@link Traffic} knows it, or {@link dev.tuliptree.bench.connections.Load}
 * @param port where the server listens
 * @param path what is asked for, where the traffic is HTTP
 * @param connections how many at a time
 * @param depth how many requests a connection sends at once, before it waits for their answers
 * @param rate how many requests a second are sent, by those that do not wait for answers; others ignore it
 * @param warm seconds during which nothing is counted yet
 * @param seconds how long it is counted
 * @param server the process whose time is taken
 */
public record Job(
        String traffic,
        int port,
        String path,
        int connections,
        int depth,
        double rate,
        double warm,
        double seconds,
        long server) {
    /** How it is given to a process. */
    public static final String USAGE = "TRAFFIC PORT PATH CONNECTIONS DEPTH RATE WARM SECONDS SERVER-PID";

    private static final int WORDS = 9;

    /**
     * Reads what {@link #words} wrote.
     *
     * @throws IllegalArgumentException if there are not as many words, or some are no numbers
     */
    public static Job of(String[] words) {
        if (words.length != WORDS) throw new IllegalArgumentException("usage: " + USAGE);
        return new Job(
                words[0],
                Integer.parseInt(words[1]),
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                Double.parseDouble(words[7]),
                Long.parseLong(words[8]));
    }

    /** The arguments of a process. */
    public List<String> words() {
        return List.of(
                traffic,
                Integer.toString(port),
                path,
                Integer.toString(connections),
                Integer.toString(depth),
                Double.toString(rate),
                Double.toString(warm),
                Double.toString(seconds),
                Long.toString(server));
    }
}
