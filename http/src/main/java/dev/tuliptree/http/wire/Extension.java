package dev.tuliptree.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An element of Sec-WebSocket-Extensions (RFC 6455, 9.1): {@code permessage-deflate; client_max_window_bits=10}.
 *
 * @param name which extension, in lower case
 * @param parameters in their order, maybe with repetitions
 */
record Extension(String name, List<Parameter> parameters) {

    /**
     * A parameter.
     *
     * @param name in lower case
     * @param value without quotes, or null if it has none
     */
    record Parameter(String name, @Nullable String value) {}

    /**
     * Takes the lines of the header apart, in linear time.
     *
     * @throws ProtocolException with this status if they are malformed
     */
    static List<Extension> parse(List<String> lines, int status) throws ProtocolException {
        List<Extension> extensions = new ArrayList<>();
        for (String line : lines) {
            new Reader(line, status).readInto(extensions);
        }
        return extensions;
    }

    private static final class Reader {
        private final String line;
        private final int status;
        private int at;

        Reader(String line, int status) {
            this.line = line;
            this.status = status;
        }

        void readInto(List<Extension> extensions) throws ProtocolException {
            do {
                skipBlanks();
                // RFC 9110, 5.6.1: elements of a list may be empty.
                if (at < line.length() && line.charAt(at) != ',') {
                    extensions.add(extension());
                }
            } while (skip(','));
            if (at < line.length()) {
                throw malformed();
            }
        }

        private Extension extension() throws ProtocolException {
            String name = token();
            List<Parameter> parameters = new ArrayList<>();
            while (skip(';')) {
                skipBlanks();
                String parameter = token();
                String value = null;
                if (skip('=')) {
                    skipBlanks();
                    value = at < line.length() && line.charAt(at) == '"' ? quoted() : token();
                }
                parameters.add(new Parameter(parameter.toLowerCase(Locale.ROOT), value));
            }
            return new Extension(name.toLowerCase(Locale.ROOT), List.copyOf(parameters));
        }

        private String token() throws ProtocolException {
            int start = at;
            while (at < line.length() && FieldSyntax.isTokenChar(line.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw malformed();
            }
            return line.substring(start, at);
        }

        /** A token in quotes: nothing else may stand there, so that escapes have no use. */
        private String quoted() throws ProtocolException {
            at++;
            String token = token();
            if (at == line.length() || line.charAt(at++) != '"') {
                throw malformed();
            }
            return token;
        }

        private boolean skip(char c) {
            skipBlanks();
            if (at == line.length() || line.charAt(at) != c) {
                return false;
            }
            at++;
            return true;
        }

        private void skipBlanks() {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }

        private ProtocolException malformed() {
            return new ProtocolException(status, "Sec-WebSocket-Extensions is malformed.");
        }
    }
}
