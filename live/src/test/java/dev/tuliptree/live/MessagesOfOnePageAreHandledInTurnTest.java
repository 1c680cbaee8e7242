package dev.tuliptree.live;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.Objects;

class MessagesOfOnePageAreHandledInTurnTest {
    @LoopTest
    void nextOneBeginsWhenTheOneBeforeHasEnded() {
        var log = new ArrayList<String>();
        LiveApp app = new LiveApp().on("work", (client, data) -> {
            log.add("begin " + data.text());
            sleep(seconds(10));
            log.add("end " + data.text());
            client.send("done", null);
        });
        log.clear();
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                for (String name : new String[] {"a", "b", "c"}) page.send("work", name);
                for (int i = 0; i < 3; i++) page.receive();
            }
        });
        assertThat(log).containsExactly("begin a", "end a", "begin b", "end b", "begin c", "end c");
    }

    @LoopTest
    void otherPagesDoNotWait() {
        LiveApp app = new LiveApp().on("work", (client, data) -> {
            sleep(seconds(data.integer()));
            client.send("done", null);
        });
        long start = loop().nanoTime();
        nursery(n -> {
            try (var slow = HeadlessPage.open(app, n);
                    var quick = HeadlessPage.open(app, n)) {
                slow.send("work", 100);
                quick.send("work", 1);
                quick.receive();
                assertThat(loop().nanoTime() - start).isEqualTo(seconds(1).toNanos());
            }
        });
        // And the slow one's handler has ended with its page, long before its time.
        assertThat(loop().nanoTime() - start).isEqualTo(seconds(1).toNanos());
    }

    @LoopTest
    void whatBelongsToThePageRunsBesideItsMessages() {
        LiveApp app = new LiveApp()
                .on(
                        "clock",
                        (client, data) -> client.start(() -> {
                            for (int i = 1; ; i++) {
                                sleep(seconds(1));
                                client.setText("#clock", i + " s");
                            }
                        }))
                .on("ping", (client, data) -> client.send("pong", null));
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("clock");
                page.send("ping");
                assertThat(route(page)).isEqualTo("pong");
                assertThat(route(page)).isEqualTo("live.setText");
                assertThat(route(page)).isEqualTo("live.setText");
            }
        });
        assertThat(app.clients()).isEmpty();
    }

    private static String route(HeadlessPage page) {
        return Objects.requireNonNull(page.receive()).route();
    }
}
