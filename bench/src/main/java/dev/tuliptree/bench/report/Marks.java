package dev.tuliptree.bench.report;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places of a Markdown file that are written by a program: what is between {@code <!-- bench WORDS -->} and
 * {@code <!-- /bench -->}. They cannot be seen where the file is shown.
 */
final class Marks {
    private static final Pattern BLOCK = Pattern.compile(
            "(?<begin><!-- bench (?<words>[^>]+) -->\\n)(?<content>.*?)(?<end><!-- /bench -->)", Pattern.DOTALL);
    private static final Pattern ANY = Pattern.compile("<!-- /?bench\\b");

    private Marks() {}

    /** Writes what belongs between two marks. */
    @FunctionalInterface
    interface Writer {
        /**
         * Writes it.
         *
         * @param request what the first of the two says
         * @return lines of Markdown, each ended by a line feed; may be empty
         */
        String write(Request request);
    }

    /**
     * The file with what is between its marks written anew; all else stays.
     *
     * @throws IllegalArgumentException if marks do not come in pairs, or as the writer does
     */
    static String fill(String document, Writer writer) {
        long marks = ANY.matcher(document).results().count();
        List<MatchResult> blocks = BLOCK.matcher(document).results().toList();
        for (MatchResult block : blocks) {
            if (ANY.matcher(block.group("content")).find()) {
                throw new IllegalArgumentException("no <!-- /bench --> before another mark: " + block.group("begin"));
            }
        }
        if (marks != 2L * blocks.size()) {
            throw new IllegalArgumentException("a mark without its partner: there are " + marks + ", and they make up "
                    + blocks.size() + " pairs");
        }
        return BLOCK.matcher(document)
                .replaceAll(block -> Matcher.quoteReplacement(
                        block.group("begin") + writer.write(Request.parse(block.group("words"))) + block.group("end")));
    }
}
