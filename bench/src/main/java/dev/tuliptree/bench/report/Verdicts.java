package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Goal;
import dev.tuliptree.bench.compare.Results;
import java.util.List;

/** {@code goals: MEASURE, ...}: what we want to be at these, and where we stand. */
final class Verdicts {
    private Verdicts() {}

    static String write(Request request, Shelf shelf) {
        List<Goal.Verdict> verdicts = Goal.judge(shelf.all()).stream()
                .filter(verdict -> request.list(0).contains(verdict.goal().measure()))
                .toList();
        if (verdicts.isEmpty()) return "";
        StringBuilder table = new StringBuilder(Words.head(List.of("", "of", "reached", "goal", "")));
        for (Goal.Verdict verdict : verdicts) {
            Goal goal = verdict.goal();
            boolean isRatio = !goal.other().isEmpty();
            String whose = goal.ours().equals(Results.OURS) ? "" : ", " + goal.ours();
            table.append(Words.row(List.of(
                    shelf.label(goal.measure()) + whose,
                    goal.other(),
                    isRatio ? Words.ratio(verdict.reached()) : Words.number(verdict.reached()),
                    isRatio ? Words.ratio(goal.most()) : Words.number(goal.most()),
                    verdict.met() ? "met" : "missed")));
        }
        return table.toString();
    }
}
