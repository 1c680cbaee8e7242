package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input and what has to come out, read from a file: {@code ==} names it, {@code @} lines set an option, the text of
 * {@code >} lines joined is the input, {@code <} lines are what is expected. {@link #unescape} gives the escapes.
 */
public record Vector(String name, String option, byte[] input, List<String> expected) {

    public static Stream<Vector> of(String file) {
        List<Vector> vectors = new ArrayList<>();
        String name = "";
        String option = "";
        StringBuilder input = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("== ")) {
                if (!expected.isEmpty()) {
                    vectors.add(new Vector(name, option, unescape(input.toString()), List.copyOf(expected)));
                }
                name = line.substring(3);
                option = "";
                input.setLength(0);
                expected.clear();
            } else if (line.startsWith("@ ")) {
                option = line.substring(2);
            } else if (line.startsWith("> ")) {
                input.append(line, 2, line.length());
            } else if (line.startsWith("< ")) {
                expected.add(line.substring(2));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalStateException(file + ": " + line);
            }
        }
        vectors.add(new Vector(name, option, unescape(input.toString()), List.copyOf(expected)));
        return vectors.stream();
    }

    /** The input whole, in single bytes, and cut in two at every position. */
    Stream<List<byte[]>> cuts() {
        Stream<List<byte[]>> inTwo = java.util.stream.IntStream.range(1, input.length)
                .mapToObj(at -> List.of(Arrays.copyOfRange(input, 0, at), Arrays.copyOfRange(input, at, input.length)));
        return Stream.concat(Stream.of(List.of(input), singleBytes(input)), inTwo);
    }

    static List<byte[]> singleBytes(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte b : bytes) {
            pieces.add(new byte[] {b});
        }
        return pieces;
    }

    /** Text to bytes: {@code \r \n \t \\} and {@code \xHH} are escapes, all else is ASCII. */
    static byte[] unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.write(c);
                continue;
            }
            switch (text.charAt(++i)) {
                case 'r' -> out.write('\r');
                case 'n' -> out.write('\n');
                case 't' -> out.write('\t');
                case '\\' -> out.write('\\');
                case 'x' -> {
                    out.write(Integer.parseInt(text, i + 1, i + 3, 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException(text);
            }
        }
        return out.toByteArray();
    }

    /** The reverse, for characters up to U+00FF. */
    static String escape(String latin1) {
        StringBuilder out = new StringBuilder();
        for (char c : latin1.toCharArray()) {
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> out.append(c < 0x20 || c > 0x7e ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }

    private static List<String> lines(String file) {
        try (var in = Vector.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
