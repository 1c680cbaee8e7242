package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.Async;
import dev.tuliptree.testing.LoopTest;

/** A page that takes no commands holds up nobody, and keeps no more than the limits allow. */
class SlowPagesAreBoundedTest {
    private static LiveApp sends(LiveLimits limits, int count, String text) {
        return new LiveApp(limits).on("flood", (client, data) -> {
            for (int i = 0; i < count; i++) client.appendText("#a", text);
            client.send("end", client.isOpen());
        });
    }

    @LoopTest
    void oneMessageTooManyClosesTheConnection() {
        LiveLimits limits = LiveLimits.DEFAULT.withMaxQueuedMessages(10);
        // The last of ten is the handler's own.
        assertThat(closeCodeAfterFlood(sends(limits, 9, "x"))).isNull();
        assertThat(closeCodeAfterFlood(sends(limits, 10, "x"))).isEqualTo(1013);
    }

    @LoopTest
    void oneByteTooManyClosesTheConnection() {
        int command =
                Message.format("live.appendText", null).length() + "{\"selector\":\"#a\",\"args\":[\"\"]}".length() - 4;
        int end = "{\"route\":\"end\",\"content\":true}".length();
        // Each of these characters is three bytes.
        LiveLimits limits = LiveLimits.DEFAULT.withMaxQueuedBytes(2 * (command + 300) + end);
        assertThat(closeCodeAfterFlood(sends(limits, 2, "世".repeat(100)))).isNull();
        assertThat(closeCodeAfterFlood(
                        sends(limits.withMaxQueuedBytes(limits.maxQueuedBytes() - 1), 2, "世".repeat(100))))
                .isEqualTo(1013);
    }

    @LoopTest
    void singleLargeMessageMayPass() {
        LiveLimits limits = LiveLimits.DEFAULT.withMaxQueuedBytes(100);
        LiveApp app = new LiveApp(limits).on("large", (client, data) -> client.send("end", "x".repeat(10_000)));
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("large");
                assertThat(page.receive()).isNotNull();
            }
        });
    }

    @LoopTest
    void handlerWithMuchToSayFlushesNowAndThen() {
        LiveApp app = new LiveApp(LiveLimits.DEFAULT.withMaxQueuedMessages(10)).on("much", (client, data) -> {
            for (int i = 0; i < 1000; i++) {
                if (i % 10 == 0) client.flush();
                client.appendText("#a", "x");
            }
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n, 1)) {
                page.send("much");
                for (int i = 0; i < 1000; i++) assertThat(page.receive()).isNotNull();
            }
        });
    }

    @LoopTest
    void flushEndsWithThePage() {
        nursery(n -> {
            LiveApp app = new LiveApp().on("stuck", (client, data) -> {
                for (int i = 0; i < 5; i++) client.appendText("#a", "x");
                n.start(client::flush);
                client.flush();
            });
            try (var page = HeadlessPage.open(app, n, 1)) {
                page.send("stuck");
                sleep(seconds(1));
            }
        });
    }

    private static Integer closeCodeAfterFlood(LiveApp app) {
        var code = new Integer[1];
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n, 1)) {
                page.send("flood");
                sleep(seconds(1));
                for (Message message; (message = page.receive()) != null; ) {
                    if (message.route().equals("end")) break;
                }
                code[0] = page.closeCode();
            }
        });
        return code[0];
    }

    @LoopTest
    void tasksOfOnePageAreCounted() {
        LiveApp app = new LiveApp(LiveLimits.DEFAULT.withMaxTasks(2)).on("start", (client, data) -> {
            client.start(Async::sleepForever);
            client.send("started", null);
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                for (int i = 0; i < 3; i++) page.send("start");
                assertThat(page.receive()).extracting(Message::route).isEqualTo("started");
                assertThat(page.receive()).extracting(Message::route).isEqualTo("started");
                assertThat(page.receive()).extracting(Message::route).isEqualTo("live.error");
            }
        });
    }
}
