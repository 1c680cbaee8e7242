package dev.tuliptree.gallery;

import dev.tuliptree.live.Html;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes source in Java or Python easier to read: HTML in which comments, texts, words of the language and the like have
 * classes for the style sheet. It knows tokens, not grammar, which is enough for code that compiles.
 */
final class Highlighter {
    private static final Pattern TOKEN = Pattern.compile(
            String.join(
                    "|",
                    "(?<comment>//[^\n]*|/\\*.*?\\*/)",
                    "(?<string>\"{3}(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*+\"{3}|\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]|\\\\[^']+|\\\\')')",
                    "(?<annotation>@(?!interface\\b)\\w+)",
                    "(?<number>\\b\\d[\\w.]*)",
                    "(?<word>\\b[\\p{L}_$][\\w$]*)"),
            Pattern.DOTALL);

    private static final Pattern PYTHON_TOKEN = Pattern.compile(String.join(
            "|",
            "(?<comment>#[^\n]*)",
            "(?<string>\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+')",
            "(?<annotation>@\\w+)",
            "(?<number>\\b\\d[\\w.]*)",
            "(?<word>\\b[\\p{L}_]\\w*)"));

    private static final Set<String> PYTHON_KEYWORDS = Set.of(
            "and",
            "as",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "False",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "None",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "True",
            "try",
            "while",
            "with",
            "yield");

    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "permits",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "short",
            "static",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "var",
            "void",
            "volatile",
            "while",
            "yield");

    private Highlighter() {}

    /** The HTML for a source in Java. */
    static String html(String source) {
        return html(source, TOKEN, KEYWORDS);
    }

    /** The HTML for a source in Python. */
    static String python(String source) {
        return html(source, PYTHON_TOKEN, PYTHON_KEYWORDS);
    }

    private static String html(String source, Pattern tokens, Set<String> keywords) {
        StringBuilder html = new StringBuilder(source.length() * 2);
        Matcher token = tokens.matcher(source);
        int end = 0;
        while (token.find()) {
            html.append(Html.escape(source.substring(end, token.start())));
            String text = Html.escape(token.group());
            String kind = kind(token, keywords);
            html.append(kind == null ? text : "<span class=\"" + kind + "\">" + text + "</span>");
            end = token.end();
        }
        return html.append(Html.escape(source.substring(end))).toString();
    }

    private static @Nullable String kind(Matcher token, Set<String> keywords) {
        if (token.group("comment") != null) return "comment";
        if (token.group("string") != null) return "string";
        if (token.group("annotation") != null) return "annotation";
        if (token.group("number") != null) return "number";
        String word = token.group("word");
        if (keywords.contains(word)) return "keyword";
        return Character.isUpperCase(word.charAt(0)) ? "type" : null;
    }
}
