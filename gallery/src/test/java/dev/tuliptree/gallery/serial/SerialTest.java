package dev.tuliptree.gallery.serial;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.live.Message;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Ten faces of foo, foo's line in the log, ten faces of bar, bar's line; no two steps at the same time. */
class SerialTest {
    private static final Pattern FACE = Pattern.compile("<li class=\"arriving\">(.)[^<](\\1)</li>");

    private final LiveApp app =
            new Serial(new Faces(new SplittableRandom(42))).demo().live();

    @LoopTest
    void fooRunsThenBarRuns() {
        var expected = new ArrayList<String>();
        expected.addAll(Collections.nCopies(10, "a face in #foo"));
        expected.add("<li>foo is done!</li> in #log");
        expected.addAll(Collections.nCopies(10, "a face in #bar"));
        expected.add("<li>bar is done!</li> in #log");
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("#go click");
                assertThat(appended(page)).isEqualTo(expected);
            }
        });
    }

    @LoopTest
    void eachFaceTakesLessThanOneSecond() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("#go click");
                long before = loop().nanoTime();
                int faces = 0;
                for (Message message; faces < 20; ) {
                    message = page.receive();
                    if (message == null || !isFace(message)) continue;
                    faces++;
                    long now = loop().nanoTime();
                    assertThat(Duration.ofNanos(now - before)).isLessThan(Duration.ofSeconds(1));
                    before = now;
                }
                assertThat(Duration.ofNanos(before)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
            }
        });
    }

    @LoopTest
    void buttonRestsWhileTheyRun() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("#go click");
                var calls = new ArrayList<String>();
                for (Message message; calls.size() < 2; ) {
                    message = page.receive();
                    if (message != null && message.route().equals("live.call")) {
                        assertThat(message.content().text("selector")).isEqualTo("#go");
                        calls.add(message.content().text("method"));
                    }
                }
                assertThat(calls).containsExactly("setAttribute", "removeAttribute");
            }
        });
    }

    /** What is added to the page until the button may be pressed again. */
    private static List<String> appended(HeadlessPage page) {
        var appended = new ArrayList<String>();
        for (Message message; (message = page.receive()) != null; ) {
            if (message.route().equals("live.focus")) break;
            if (!message.route().equals("live.appendHtml")) continue;
            String what = isFace(message) ? "a face" : html(message);
            appended.add(what + " in " + message.content().text("selector"));
        }
        return appended;
    }

    private static boolean isFace(Message message) {
        return message.route().equals("live.appendHtml")
                && FACE.matcher(html(message)).matches();
    }

    private static String html(Message message) {
        return message.content().at("args").items().getFirst().text();
    }
}
