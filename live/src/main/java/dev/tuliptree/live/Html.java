package dev.tuliptree.live;

/**
 * Helpers for the few methods that take HTML, {@link Client#setHtml} and {@link Client#appendHtml}. Pure functions, for
 * any thread.
 */
public final class Html {
    private Html() {}

    /**
     * Makes text safe inside an element and inside a quoted attribute: it shows as it was written, whatever it holds.
     * It is not made safe for scripts, style sheets, or attributes that hold addresses, such as {@code href}.
     *
     * @param text any text
     * @return the HTML for it
     */
    public static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && replacement(text.charAt(plain)).isEmpty()) plain++;
        if (plain == text.length()) return text;
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            String replacement = replacement(text.charAt(i));
            if (replacement.isEmpty()) escaped.append(text.charAt(i));
            else escaped.append(replacement);
        }
        return escaped.toString();
    }

    /**
     * Fills each <code>{}</code> of a template with the next value, {@linkplain #escape escaped}:
     *
     * <pre>{@code
     * client.appendHtml("#messages", Html.format("<p><b>{}</b>: {}</p>", name, message));
     * }</pre>
     *
     * @param template the HTML with its places
     * @param values what goes there, in order; shown as {@link String#valueOf(Object)} says
     * @return the HTML
     * @throws IllegalArgumentException if there are more or fewer values than places for them
     */
    public static String format(String template, Object... values) {
        var html = new StringBuilder(template.length() + 32);
        int from = 0;
        int used = 0;
        for (int place; (place = template.indexOf("{}", from)) >= 0; from = place + 2) {
            if (used == values.length) throw mismatch(template, values.length);
            html.append(template, from, place).append(escape(String.valueOf(values[used++])));
        }
        if (used < values.length) throw mismatch(template, values.length);
        return html.append(template, from, template.length()).toString();
    }

    private static String replacement(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> "";
        };
    }

    private static IllegalArgumentException mismatch(String template, int values) {
        return new IllegalArgumentException("%d values do not fit the template %s".formatted(values, template));
    }
}
