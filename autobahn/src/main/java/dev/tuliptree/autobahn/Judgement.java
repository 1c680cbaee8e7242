package dev.tuliptree.autobahn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What follows from the verdicts.
 *
 * @param passed how many cases are OK
 * @param tolerated how many are not, but are known not to be
 * @param complaints what is wrong, one line each
 */
record Judgement(int passed, int tolerated, List<String> complaints) {

    /**
     * Holds verdicts against what is tolerated.
     *
     * @param verdicts by the number of the case
     * @param tolerance how cases may end other than OK
     * @param expected how many cases there are: a missing one must not look like a pass
     */
    static Judgement of(Map<String, Verdict> verdicts, Map<String, String> tolerance, int expected) {
        int passed = 0;
        int tolerated = 0;
        List<String> complaints = new ArrayList<>();
        Map<String, String> open = new TreeMap<>(tolerance);
        for (Map.Entry<String, Verdict> entry : verdicts.entrySet()) {
            String id = entry.getKey();
            String verdict = entry.getValue().of(id);
            if (verdict.equals("OK")) {
                passed++;
            } else if (verdict.equals(open.remove(id))) {
                tolerated++;
            } else {
                complaints.add("case " + id + " is " + verdict);
            }
        }
        open.forEach((id, verdict) -> complaints.add(
                "case " + id + " is tolerated as " + verdict + ", which it is not: take it out of tolerated.txt"));
        if (verdicts.size() != expected) {
            complaints.add(verdicts.size() + " cases were reported, and not " + expected);
        }
        return new Judgement(passed, tolerated, List.copyOf(complaints));
    }

    /** In short: {@code 247 passed}. */
    String counts() {
        return passed + " passed"
                + (tolerated == 0 ? "" : ", " + tolerated + " tolerated")
                + (complaints.isEmpty() ? "" : ", " + complaints.size() + " to complain of");
    }
}
