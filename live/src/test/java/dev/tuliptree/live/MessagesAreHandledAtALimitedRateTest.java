package dev.tuliptree.live;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

class MessagesAreHandledAtALimitedRateTest {
    @LoopTest
    void pageThatSendsTooManyWaits() {
        List<Long> times = new ArrayList<>();
        var app = new LiveApp(LiveLimits.DEFAULT.withMaxMessagesPerSecond(10))
                .on("hello", (client, data) -> times.add(loop().nanoTime() / 1_000_000));
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                for (int i = 0; i < 29; i++) page.send("hello");
                sleep(seconds(10));
                page.send("hello");
                sleep(seconds(1));
            }
        });
        // Ten at once, "document_ready" among them, and then ten a second; after some quiet, at once again.
        assertThat(times).hasSize(30);
        assertThat(times.get(8)).isZero();
        assertThat(times.get(9)).isEqualTo(100);
        assertThat(times.get(28)).isEqualTo(2000);
        assertThat(times.get(29)).isEqualTo(10_000);
    }
}
