package dev.tuliptree.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines in an SVG picture: to the right by powers of two, upward from zero. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 160;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int LINE_HEIGHT = 18;

    /** As much hue apart as each can be: 137.5 degrees never meet. */
    private static final double GOLDEN_ANGLE = 137.5;

    private final String title;
    private final String axis;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    Plot(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    /**
     * One figure.
     *
     * @param x to the right, positive
     * @param y upward, not negative
     */
    record Point(double x, double y) {}

    void add(String name, List<Point> points) {
        lines.put(name, points);
    }

    String svg() {
        double mostX = most(true);
        double mostY = roundUp(most(false));
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                WIDTH,
                HEIGHT));
        out.append(text(LEFT, TOP / 2.0 + 4, "start", title));
        drawAxes(out, mostX, mostY);
        int index = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            draw(out, line.getKey(), line.getValue(), index++, mostX, mostY);
        }
        return out.append("</svg>\n").toString();
    }

    private void drawAxes(StringBuilder out, double mostX, double mostY) {
        for (int i = 0; i <= 4; i++) {
            double y = HEIGHT - BOTTOM - i / 4.0 * (HEIGHT - TOP - BOTTOM);
            out.append(
                    String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", LEFT, y, WIDTH - RIGHT));
            out.append(text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,.0f", mostY * i / 4)));
        }
        lines.values().stream()
                .findFirst()
                .ifPresent(points -> points.forEach(point -> out.append(text(
                        x(point.x, mostX),
                        HEIGHT - BOTTOM + LINE_HEIGHT,
                        "middle",
                        String.format(Locale.ROOT, "%,.0f", point.x)))));
        out.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", axis));
    }

    private static void draw(
            StringBuilder out, String name, List<Point> points, int index, double mostX, double mostY) {
        String color = String.format(Locale.ROOT, "hsl(%.0f 70%% 40%%)", index * GOLDEN_ANGLE % 360);
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double y = HEIGHT - BOTTOM - point.y / mostY * (HEIGHT - TOP - BOTTOM);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point.x, mostX), y));
        }
        int row = TOP + 10 + index * LINE_HEIGHT;
        out.append(String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
                        + "<path d=\"M%d %dh16\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                path,
                color,
                WIDTH - RIGHT + 12,
                row - 4,
                color));
        out.append(text(WIDTH - RIGHT + 34, row, "start", name));
    }

    private double most(boolean x) {
        return lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> x ? point.x : point.y)
                .max()
                .orElse(1);
    }

    /** The next that is one or two digits and zeros, and a multiple of four. */
    private static double roundUp(double value) {
        double atLeastOne = Math.max(value, 1);
        double power = Math.pow(10, Math.floor(Math.log10(atLeastOne)) - 1);
        return Math.ceil(atLeastOne / power / 4) * 4 * power;
    }

    private static double x(double value, double most) {
        double part = most <= 1 ? 0 : Math.log(value) / Math.log(most);
        return LEFT + 10 + part * (WIDTH - LEFT - RIGHT - 20);
    }

    private static String text(double x, double y, String anchor, String content) {
        String escaped = content.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped);
    }
}
