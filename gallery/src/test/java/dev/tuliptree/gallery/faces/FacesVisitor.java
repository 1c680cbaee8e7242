package dev.tuliptree.gallery.faces;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Presses the button of a page of faces, and notes what appears there and when. */
public final class FacesVisitor {
    private FacesVisitor() {}

    /**
     * Something that appeared.
     *
     * @param at how long after the button was pressed
     * @param where {@code "foo"}, {@code "bar"} or {@code "log"}
     * @param text the face or line
     */
    public record Sight(Duration at, String where, String text) {}

    /** Faces that are the same in each run, and of which those in other threads take no time. */
    public static Faces faces() {
        return new Faces(new SplittableRandom(42), time -> {});
    }

    /** All that appears until the button may be pressed again. */
    public static List<Sight> watch(Demo demo) {
        var sights = new ArrayList<Sight>();
        nursery(n -> {
            try (var page = HeadlessPage.open(demo.live(), n)) {
                long begin = loop().nanoTime();
                page.send("#go click");
                for (Message message; (message = page.receive()) != null; ) {
                    if (message.route().equals("live.focus")) break;
                    if (!message.route().equals("live.appendHtml")) continue;
                    String where = message.content().text("selector").substring(1);
                    String html =
                            message.content().at("args").items().getFirst().text();
                    String text = html.replaceAll("<[^>]*>", "").replace("&#39;", "'");
                    sights.add(new Sight(Duration.ofNanos(loop().nanoTime() - begin), where, text));
                }
            }
        });
        return sights;
    }

    /** Leaves while the demo runs: a test of which tasks are left behind. */
    public static void leaveEarly(Demo demo) {
        nursery(n -> {
            try (var page = HeadlessPage.open(demo.live(), n)) {
                page.send("#go click");
                for (int i = 0; i < 8; i++) page.receive();
            }
        });
    }

    /** What appeared in one place, in order. */
    public static List<String> in(String where, List<Sight> sights) {
        return sights.stream()
                .filter(sight -> sight.where().equals(where))
                .map(Sight::text)
                .toList();
    }

    /** When the last thing appeared in one place. */
    public static Duration last(String where, List<Sight> sights) {
        return sights.stream()
                .filter(sight -> sight.where().equals(where))
                .map(Sight::at)
                .reduce(Duration.ZERO, (before, after) -> after);
    }

    /** When a line appeared in the log. */
    public static Duration logged(String line, List<Sight> sights) {
        return sights.stream()
                .filter(sight -> sight.where().equals("log") && sight.text().startsWith(line))
                .findFirst()
                .orElseThrow()
                .at();
    }
}
