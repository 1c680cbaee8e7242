package dev.tuliptree.http.server;

/** Text from clients, made fit for a log: it cannot forge lines or move a terminal's cursor, and has an end. */
public final class LogText {
    private static final int MAX = 200;

    private LogText() {}

    /** The text as it can be logged. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), MAX) + 16);
        for (int i = 0; i < text.length() && i < MAX; i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        if (text.length() > MAX) {
            safe.append("...");
        }
        return safe.toString();
    }
}
