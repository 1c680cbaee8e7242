package dev.tuliptree.gallery.room;

import static dev.tuliptree.Async.loop;

import dev.tuliptree.Nursery;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Visits a room and notes what it sees: {@code "ada is running"}, {@code "ada: walks"}, {@code "log: a line"}. */
public final class RoomVisitor implements AutoCloseable {
    private final HeadlessPage page;

    /** What was seen, and how long after the loop's beginning. */
    public record Sight(Duration at, String what) {}

    private RoomVisitor(HeadlessPage page) {
        this.page = page;
    }

    public static RoomVisitor enter(Demo demo, Nursery nursery) {
        return new RoomVisitor(HeadlessPage.open(demo.live(), nursery));
    }

    public void press(String selector) {
        page.send(selector + " click");
    }

    public void submit(String form, Object fields) {
        page.send(form + " submit", fields);
    }

    /** The next thing seen that a pattern matches. */
    public String untilLine(String pattern) {
        return until(seen -> seen.matches(pattern)).getLast().what();
    }

    /** All that is seen up to something that is looked for, and that. */
    public List<Sight> until(String what) {
        return until(what::equals);
    }

    private List<Sight> until(Predicate<String> last) {
        var sights = new ArrayList<Sight>();
        for (Message message; (message = page.receive()) != null; ) {
            String seen = seen(message);
            if (seen == null) continue;
            sights.add(new Sight(Duration.ofNanos(loop().nanoTime()), seen));
            if (last.test(seen)) return sights;
        }
        throw new AssertionError("the connection has ended, after " + sights);
    }

    /** All that is seen until the room is at rest again. */
    public List<Sight> untilEnd() {
        return until("#go can be pressed");
    }

    private static @Nullable String seen(Message message) {
        Data content = message.content();
        List<Data> args = content.has("args") ? content.at("args").items() : List.of();
        return switch (message.route()) {
            case "live.appendHtml" ->
                name(content) + ": "
                        + args.getFirst().text().replaceAll("<[^>]*>", "").replace("&#39;", "'");
            case "live.setText", "live.appendText" ->
                name(content) + ": " + args.getFirst().text();
            case "live.call" -> call(name(content), content.text("method"), args);
            default -> null;
        };
    }

    private static @Nullable String call(String name, String method, List<Data> args) {
        if (method.equals("removeAttribute") && name.equals("go")) return "#go can be pressed";
        boolean state = method.equals("setAttribute") && args.getFirst().text().equals("data-state");
        return state ? name + " is " + args.getLast().text() : null;
    }

    private static String name(Data content) {
        return content.text("selector").replaceAll("^#| > .note$", "");
    }

    /** The sights without their times. */
    public static List<String> whats(List<Sight> sights) {
        return sights.stream().map(Sight::what).toList();
    }

    /** When something was seen first. */
    public static Duration at(String what, List<Sight> sights) {
        return sights.stream()
                .filter(sight -> sight.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + what + "\" in " + whats(sights)))
                .at();
    }

    @Override
    public void close() {
        page.close();
    }
}
