package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class HandlersOfOnePageTest {
    private static List<String> next(HeadlessPage page, int count) {
        var messages = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            Message message = Objects.requireNonNull(page.receive());
            messages.add(message.route() + " " + message.content());
        }
        return messages;
    }

    @LoopTest
    void comeBeforeThoseOfTheApplication() {
        var app = new LiveApp()
                .on("hello", (client, data) -> client.send("app", null))
                .on("own", (client, data) -> client.on("hello", (c, d) -> c.send("own", null)))
                .on("off", (client, data) -> client.off("hello"));
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n);
                    var other = HeadlessPage.open(app, n)) {
                for (String route : List.of("hello", "own", "hello", "off", "hello")) page.send(route);
                assertThat(next(page, 3)).containsExactly("app null", "own null", "app null");
                other.send("hello");
                assertThat(next(other, 1)).containsExactly("app null");
            }
        });
    }

    @LoopTest
    void letThePageCatchTheirEvents() {
        var app = new LiveApp()
                .on("#a click", (client, data) -> {})
                .on("on", (client, data) -> {
                    client.on("#a click", (c, d) -> c.send("a", null)); // the page catches these anyway
                    client.on("#b click", (c, d) -> c.send("b", null));
                    client.on("#b  click", (c, d) -> c.send("b again", null));
                })
                .on("off", (client, data) -> {
                    client.off("#a click");
                    client.off("#b click");
                    client.off("#b click");
                });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                for (String route : List.of("on", "#b click", "off", "#b click")) page.send(route);
                assertThat(next(page, 4))
                        .satisfiesExactly(
                                one -> assertThat(one).startsWith("live.listen").contains("#b", "click"),
                                two -> assertThat(two).isEqualTo("b again null"),
                                three -> assertThat(three)
                                        .startsWith("live.ignore")
                                        .contains("#b", "click"),
                                four -> assertThat(four).startsWith("live.error"));
            }
        });
    }

    @LoopTest
    void areLimitedAndNotForTheConnectionsLife() {
        var app = new LiveApp(LiveLimits.DEFAULT.withMaxHandlers(2)).on("on", (client, data) -> {
            client.on("a", (c, d) -> {});
            client.on("b", (c, d) -> {});
            client.on("b", (c, d) -> {});
            assertThatIllegalStateException().isThrownBy(() -> client.on("c", (c, d) -> {}));
            assertThatIllegalArgumentException().isThrownBy(() -> client.on("live.x", (c, d) -> {}));
            assertThatIllegalArgumentException().isThrownBy(() -> client.on(LiveApp.CONNECTION_LOST, (c, d) -> {}));
            client.send("checked", null);
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("on");
                assertThat(next(page, 1)).containsExactly("checked null");
            }
        });
    }
}
