package dev.tuliptree.http.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server wants of those who are to prove who they are (RFC 9110, 11.6.1).
 *
 * @param scheme in lower case
 * @param parameters their names in lower case, values unquoted; of several with one name the first
 */
record Challenge(String scheme, Map<String, String> parameters) {
    /** All challenges in a header, as far as it is well-formed; in linear time. */
    static List<Challenge> parse(String header) {
        return new Reader(header).read();
    }

    private static final class Reader {
        private static final String OF_TOKENS = "!#$%&'*+-.^_`|~/";

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<Challenge> read() {
            List<Challenge> challenges = new ArrayList<>();
            while (skip(" \t,") && at < text.length()) {
                String word = token();
                if (word.isEmpty()) {
                    return challenges;
                }
                int afterWord = at;
                skip(" \t");
                if (at < text.length() && text.charAt(at) == '=' && !challenges.isEmpty()) {
                    at++;
                    skip(" \t");
                    String value = value();
                    challenges.getLast().parameters().putIfAbsent(word.toLowerCase(Locale.ROOT), value);
                } else {
                    at = afterWord;
                    challenges.add(new Challenge(word.toLowerCase(Locale.ROOT), new LinkedHashMap<>()));
                }
            }
            return challenges;
        }

        private boolean skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return true;
        }

        private String token() {
            int start = at;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c >= 0x80 || (!Character.isLetterOrDigit(c) && OF_TOKENS.indexOf(c) < 0)) {
                    break;
                }
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int start = at;
            while (at < text.length() && " \t,".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }
    }
}
