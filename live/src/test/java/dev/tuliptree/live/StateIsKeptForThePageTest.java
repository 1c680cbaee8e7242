package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class StateIsKeptForThePageTest {
    private static final Duration KEPT = seconds(60);

    private static LiveApp app(int maxKept) {
        return new LiveApp(LiveLimits.DEFAULT.withState(new StateLimits(100, maxKept, KEPT)))
                .on("keep", (client, data) -> client.state().put("name", data.text("name")))
                .on(LiveApp.DOCUMENT_READY, (client, data) -> {
                    State state = client.state();
                    client.send("ready", state.has("name") ? state.get("name").text() : "nothing");
                });
    }

    private static String ready(HeadlessPage page) {
        Message message = Objects.requireNonNull(page.receive());
        while (!message.route().equals("ready")) message = Objects.requireNonNull(page.receive());
        return message.content().text();
    }

    /** A page for which something is kept, and that knows how to come back. */
    private static void keep(HeadlessPage page, String name) {
        assertThat(ready(page)).isEqualTo("nothing");
        page.send("keep", Map.of("name", name));
        assertThat(page.receive()).extracting(Message::route).isEqualTo("live.session");
    }

    @LoopTest
    void pageThatComesBackHasIt() {
        nursery(n -> {
            var page = HeadlessPage.open(app(10), n);
            keep(page, "Ada");
            page.close();
            sleep(KEPT.minusSeconds(1));
            try (var again = page.again(n)) {
                assertThat(ready(again)).isEqualTo("Ada");
            }
        });
    }

    @LoopTest
    void oftenAlso() {
        nursery(n -> {
            var page = HeadlessPage.open(app(10), n);
            keep(page, "Ada");
            page.close();
            for (int i = 0; i < 3; i++) {
                page = page.again(n);
                assertThat(page.receive()).extracting(Message::route).isEqualTo("live.session");
                assertThat(ready(page)).isEqualTo("Ada");
                page.close();
            }
        });
    }

    @LoopTest
    void notForLong() {
        nursery(n -> {
            var page = HeadlessPage.open(app(10), n);
            keep(page, "Ada");
            page.close();
            sleep(KEPT);
            try (var again = page.again(n)) {
                assertThat(ready(again)).isEqualTo("nothing");
            }
        });
    }

    @LoopTest
    void secretIsGoodOnce() {
        nursery(n -> {
            var page = HeadlessPage.open(app(10), n);
            keep(page, "Ada");
            page.close();
            try (var first = page.again(n)) {
                assertThat(ready(first)).isEqualTo("Ada");
                try (var second = page.again(n)) {
                    assertThat(ready(second)).isEqualTo("nothing");
                }
            }
        });
    }

    @LoopTest
    void windowThatWasDuplicatedHasACopy() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(10), n)) {
                keep(page, "Ada");
                try (var copy = page.again(n)) {
                    assertThat(ready(copy)).isEqualTo("Ada");
                    copy.send("keep", Map.of("name", "Grace"));
                    try (var third = page.again(n)) {
                        assertThat(ready(third)).isEqualTo("Ada");
                    }
                }
            }
        });
    }

    @LoopTest
    void strangerWithTheSecretDoesNotGetItNorTakeItAway() {
        nursery(n -> {
            var page = HeadlessPage.openAs(app(10), n, "ada");
            keep(page, "secret");
            page.close();
            try (var stranger = page.againAs("eve", n);
                    var nobody = page.againAs(null, n)) {
                assertThat(ready(stranger)).isEqualTo("nothing");
                assertThat(ready(nobody)).isEqualTo("nothing");
            }
            try (var again = page.again(n)) {
                assertThat(ready(again)).isEqualTo("secret");
            }
        });
    }

    @LoopTest
    void nonsenseForASecretIsNone() {
        var app = app(10);
        nursery(n -> {
            for (Object content : List.of(1, List.of(), "x", Map.of("resume", 7), Map.of("resume", "guess"))) {
                try (var page = HeadlessPage.openWith(app, n, content)) {
                    assertThat(ready(page)).isEqualTo("nothing");
                }
            }
        });
    }

    @LoopTest
    void ofTooManyPagesThatOfTheFirstIsForgotten() {
        var app = app(2);
        nursery(n -> {
            var pages = new HeadlessPage[3];
            for (int i = 0; i < 3; i++) {
                pages[i] = HeadlessPage.open(app, n);
                keep(pages[i], "page " + i);
                pages[i].close();
            }
            assertThat(app.states().size()).isEqualTo(2);
            for (int i = 0; i < 3; i++) {
                try (var again = pages[i].again(n)) {
                    assertThat(ready(again)).isEqualTo(i == 0 ? "nothing" : "page " + i);
                }
            }
        });
    }

    @LoopTest
    void pagesWithoutStateLeaveNothing() {
        var app = app(10);
        nursery(n -> {
            for (int i = 0; i < 5; i++) HeadlessPage.open(app, n).close();
        });
        assertThat(app.states().size()).isZero();
    }

    @LoopTest
    void oneByteTooManyIsRefusedAndChangesNothing() {
        var state = new State(10, () -> {});
        state.put("a", "1234567"); // with the name and the quotes, ten
        assertThatIllegalStateException()
                .isThrownBy(() -> state.put("a", "12345678"))
                .withMessageContaining("11 bytes; the limit is 10");
        assertThatIllegalStateException().isThrownBy(() -> state.put("b", 1));
        assertThat(state.get("a").text()).isEqualTo("1234567");
        state.remove("a");
        state.put("b", "1234567");
        assertThat(state.names()).containsExactly("b");
        assertThatThrownBy(() -> state.get("a")).isInstanceOf(DataException.class);
    }
}
