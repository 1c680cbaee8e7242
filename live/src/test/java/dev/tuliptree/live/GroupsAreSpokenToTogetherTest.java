package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class GroupsAreSpokenToTogetherTest {
    private final List<String> presence = new ArrayList<>();

    private LiveApp app(GroupLimits limits) {
        var app = new LiveApp(LiveLimits.DEFAULT.withGroups(limits));
        return app.on("join", (client, data) -> {
                    app.group(data.text("room")).join(client, data.text("name"));
                    client.send("joined", null);
                })
                .on("leave", (client, data) -> app.group(data.text("room")).leave(client))
                .on("say", (client, data) -> app.group(data.text("room")).appendText("#log", data.text("text")))
                .onPresence((group, client) ->
                        presence.add(group.name() + (group.has(client) ? " + " : " - ") + group.present()));
    }

    private static HeadlessPage join(HeadlessPage page, String room, String name) {
        page.send("join", Map.of("room", room, "name", name));
        return page;
    }

    private static String next(HeadlessPage page) {
        Message message = Objects.requireNonNull(page.receive());
        return message.route() + " " + message.content();
    }

    @LoopTest
    void everyMemberHearsAndNobodyElse() {
        presence.clear();
        var app = app(GroupLimits.DEFAULT);
        nursery(n -> {
            try (var ada = join(HeadlessPage.open(app, n), "red", "Ada");
                    var grace = join(HeadlessPage.open(app, n), "red", "Grace");
                    var eve = join(HeadlessPage.open(app, n), "blue", "Eve")) {
                for (var page : List.of(ada, grace, eve)) assertThat(next(page)).isEqualTo("joined null");
                ada.send("say", Map.of("room", "red", "text", "hi"));
                String line = "live.appendText {\"selector\":\"#log\",\"args\":[\"hi\"]}";
                assertThat(next(ada)).isEqualTo(line);
                assertThat(next(grace)).isEqualTo(line);
                assertThat(eve.received()).isEmpty();
            }
        });
    }

    @LoopTest
    void whoComesAndGoesIsTold() {
        presence.clear();
        var app = app(GroupLimits.DEFAULT);
        nursery(n -> {
            var ada = join(HeadlessPage.open(app, n), "red", "Ada");
            next(ada);
            var second = join(HeadlessPage.open(app, n), "red", "Ada");
            next(second);
            var grace = join(HeadlessPage.open(app, n), "red", "Grace");
            next(grace);
            ada.close();
            second.close();
            grace.close();
        });
        assertThat(presence)
                .containsExactly(
                        "red + [Ada]",
                        "red + [Ada]",
                        "red + [Ada, Grace]",
                        "red - [Ada, Grace]",
                        "red - [Grace]",
                        "red - []");
        assertThat(app.group("red").members()).isEmpty();
    }

    @LoopTest
    void failingPresenceListenerHarmsNobody() {
        var app = new LiveApp();
        app.onPresence((group, client) -> {
            throw new IllegalStateException("failing");
        });
        app.on("join", (client, data) -> {
            app.group("a").join(client);
            client.send("joined", app.group("a").members().size());
        });
        try (var log = new CapturedLog()) {
            nursery(n -> {
                try (var page = HeadlessPage.open(app, n)) {
                    page.send("join");
                    assertThat(next(page)).isEqualTo("joined 1");
                }
            });
            assertThat(log.records()).hasSize(2);
        }
    }

    @LoopTest(schedules = 0)
    void nobodyStaysInAGroupHoweverItsPageLeft() {
        CancelEverywhere.run(victim -> {
            var app = app(GroupLimits.DEFAULT);
            victim.run(() -> nursery(n -> {
                try (var page = join(HeadlessPage.open(app, n), "red", "Ada")) {
                    next(page);
                }
            }));
            assertThat(app.group("red").present()).isEmpty();
        });
    }

    @LoopTest
    void limitsHold() {
        var app = app(new GroupLimits(2, 2, 1));
        try (var log = new CapturedLog()) {
            nursery(n -> {
                try (var a = join(HeadlessPage.open(app, n), "one", "a");
                        var b = join(HeadlessPage.open(app, n), "one", "b");
                        var c = HeadlessPage.open(app, n);
                        var d = HeadlessPage.open(app, n)) {
                    assertThat(next(a)).startsWith("joined");
                    assertThat(next(b)).startsWith("joined");
                    join(c, "one", "c");
                    assertThat(next(c)).as("members").startsWith("live.error");
                    join(a, "two", "a");
                    assertThat(next(a)).as("groups of one page").startsWith("live.error");
                    join(c, "two", "c");
                    assertThat(next(c)).startsWith("joined");
                    join(d, "three", "d");
                    assertThat(next(d)).as("groups").startsWith("live.error");
                    c.send("leave", Map.of("room", "two"));
                    c.send("join", Map.of("room", "four", "name", "c"));
                    assertThat(next(c)).startsWith("joined");
                }
            });
            assertThat(log.records()).hasSize(3);
        }
    }
}
