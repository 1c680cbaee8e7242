package dev.tuliptree.autobahn;

import java.util.Set;

/**
 * What the suite says of one case.
 *
 * @param behavior of the messages: OK, NON-STRICT, INFORMATIONAL, UNIMPLEMENTED or FAILED
 * @param behaviorClose of the closing: OK, INFORMATIONAL, WRONG CODE, UNCLEAN or FAILED
 */
record Verdict(String behavior, String behaviorClose) {
    /** The cases that only report what they have seen: the suite has no other verdict for them. */
    private static final Set<String> REPORTS = Set.of("7.1.6", "7.13.1", "7.13.2");

    /** In one word, or several: OK, or whatever it is instead. */
    String of(String id) {
        if (!behavior.equals("OK") && !(behavior.equals("INFORMATIONAL") && REPORTS.contains(id))) {
            return behavior;
        }
        boolean closed = behaviorClose.equals("OK") || (behaviorClose.equals("INFORMATIONAL") && REPORTS.contains(id));
        return closed ? "OK" : "CLOSE " + behaviorClose;
    }
}
