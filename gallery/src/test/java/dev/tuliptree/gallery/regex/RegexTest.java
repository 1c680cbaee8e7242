package dev.tuliptree.gallery.regex;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.live.Message;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

class RegexTest {
    private static final String RUNAWAY = "(a+)+\\1b";
    private static final String FUEL = "a".repeat(60);

    private final LiveApp app = new Regex().demo().live();

    /** What a page shows next. */
    private record Shown(String found, String problem) {}

    private static void type(HeadlessPage page, String text, String regex) {
        page.send("edit", Map.of("text", text, "regex", regex));
    }

    private static Shown shown(HeadlessPage page) {
        return new Shown(next(page, "live.setHtml"), next(page, "live.setText"));
    }

    private static String next(HeadlessPage page, String route) {
        Message message = Objects.requireNonNull(page.receive());
        assertThat(message.route()).isEqualTo(route);
        return message.content().at("args").items().getFirst().text();
    }

    @LoopTest
    void matchesAreMarkedAndGroupsListed() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "Ada 1815, Grace 1906", "(?<name>\\w+) (\\d+)(x)?");
                Shown shown = shown(page);
                assertThat(shown.problem()).isEmpty();
                assertThat(shown.found())
                        .contains("<p>Matches: 2</p>")
                        .contains("<pre><mark>Ada 1815</mark>, <mark>Grace 1906</mark></pre>")
                        .contains("<th>0</th><td></td><td><code>Ada 1815</code></td>")
                        .contains("<th>1</th><td>name</td><td><code>Ada</code></td>")
                        .contains("<th>2</th><td></td><td><code>1815</code></td>")
                        .contains("<th>3</th><td></td><td><em>nothing</em></td>");
            }
        });
    }

    @LoopTest
    void nothingThatIsTypedBecomesMarkup() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "<i>a</i>", "<(?<tag>\\w)>");
                assertThat(shown(page).found()).contains("<mark>&lt;i&gt;</mark>a&lt;/i&gt;");
            }
        });
    }

    @LoopTest
    void textWithoutMatchSaysSo() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "Ada", "\\d");
                assertThat(shown(page).found()).contains("Matches: 0").contains("<pre>Ada</pre>");
            }
        });
    }

    @LoopTest
    void noMoreMatchesAreShownThanTheLimit() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "a".repeat(500), "a");
                String found = shown(page).found();
                assertThat(found).contains("Matches: 100 or more");
                assertThat(found.split("<mark>", -1)).hasSize(1 + Regex.MAX_MATCHES);
            }
        });
    }

    @LoopTest
    void mistakeIsExplainedAndForgottenOnceMended() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "Ada", "(A");
                assertThat(shown(page).problem()).contains("Unclosed group");
                type(page, "Ada", "(A)");
                assertThat(shown(page).problem()).isEmpty();
            }
        });
    }

    @LoopTest
    void expressionThatGoesTooDeepIsExplained() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, "a".repeat(Regex.MAX_LENGTH), "(a|b)*");
                assertThat(shown(page).problem()).startsWith("Stopped: this goes deeper");
            }
        });
    }

    // The virtual clock gives other threads three real seconds before it jumps.
    @LoopTest(schedules = 0, carriers = CarrierKind.MOUNTING)
    void runawayIsStopped() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                long begin = loop().nanoTime();
                type(page, FUEL, RUNAWAY);
                assertThat(shown(page).problem()).startsWith("Stopped: after 2000 ms");
                assertThat(Duration.ofNanos(loop().nanoTime() - begin)).isEqualTo(Regex.LIMIT);
            }
        });
    }

    @LoopTest
    void typingOnStopsWhatRan() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, FUEL, RUNAWAY);
                loopRunsOn();
                type(page, FUEL, "a+");
                assertThat(shown(page).found()).contains("Matches: 1");
                assertThat(loop().nanoTime()).isLessThan(Regex.LIMIT.toNanos());
            }
        });
    }

    @LoopTest
    void runawayOfOneVisitorDelaysNoOther() {
        nursery(n -> {
            try (var eve = HeadlessPage.open(app, n);
                    var ada = HeadlessPage.open(app, n)) {
                type(eve, FUEL, RUNAWAY);
                loopRunsOn();
                type(ada, "Ada", "A");
                assertThat(shown(ada).found()).contains("Matches: 1");
                assertThat(loop().nanoTime()).isLessThan(Regex.LIMIT.toNanos());
            }
        });
    }

    @LoopTest
    void visitorWhoLeavesStopsWhatRan() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                type(page, FUEL, RUNAWAY);
                loopRunsOn();
            }
            assertThat(loop().nanoTime()).isLessThan(Regex.LIMIT.toNanos());
        });
    }

    /** Lets what was typed get as far as another thread. */
    private static void loopRunsOn() {
        for (int i = 0; i < 20; i++) sleep(Duration.ZERO);
    }
}
