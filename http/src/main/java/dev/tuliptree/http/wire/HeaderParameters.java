package dev.tuliptree.http.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A header's value with parameters (RFC 9110, 5.6.6): {@code form-data; name="a"}.
 *
 * @param value what comes first, in lower case
 * @param parameters their names in lower case, values unquoted
 */
public record HeaderParameters(String value, Map<String, String> parameters) {
    /**
     * Takes a value apart, in linear time. A backslash in a quoted value escapes quotes and backslashes only, since
     * some send the paths of files as they are.
     *
     * @throws ProtocolException with status 400 if it is malformed, or a parameter comes twice
     */
    public static HeaderParameters parse(String header) throws ProtocolException {
        int semicolon = header.indexOf(';');
        String first = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
        Reader reader = new Reader(header, semicolon < 0 ? header.length() : semicolon);
        while (reader.next()) {
            if (reader.parameters.putIfAbsent(reader.name, reader.value) != null) {
                throw new ProtocolException(400, "A header has a parameter twice.");
            }
        }
        return new HeaderParameters(first.toLowerCase(Locale.ROOT), reader.parameters);
    }

    private static final class Reader {
        final Map<String, String> parameters = new LinkedHashMap<>();
        private final String text;
        private int at;
        String name = "";
        String value = "";

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        /** Reads one parameter; false if there are no more. */
        boolean next() throws ProtocolException {
            while (at < text.length() && (text.charAt(at) == ';' || isBlank(text.charAt(at)))) {
                at++;
            }
            if (at == text.length()) {
                return false;
            }
            int equals = text.indexOf('=', at);
            if (equals < 0 || !FieldSyntax.isToken(text.substring(at, equals))) {
                throw malformed();
            }
            name = text.substring(at, equals).toLowerCase(Locale.ROOT);
            at = equals + 1;
            value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            return true;
        }

        private String token() throws ProtocolException {
            int start = at;
            while (at < text.length() && text.charAt(at) != ';') {
                at++;
            }
            String token = text.substring(start, at).strip();
            if (!FieldSyntax.isToken(token)) {
                throw malformed();
            }
            return token;
        }

        private String quoted() throws ProtocolException {
            StringBuilder content = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\')) {
                    c = text.charAt(at++);
                }
                content.append(c);
            }
            if (at++ >= text.length()) {
                throw malformed();
            }
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) != ';') {
                throw malformed();
            }
            return content.toString();
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }

        private static ProtocolException malformed() {
            return new ProtocolException(400, "The parameters of a header are malformed.");
        }
    }
}
