package dev.tuliptree.live;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class EndOfConnectionIsAlwaysHandledTest {
    private final List<String> log = new ArrayList<>();
    private final LiveApp app = new LiveApp()
            .on("work", (client, data) -> sleepForever())
            .on("bye", (client, data) -> {
                client.setText("h1", "Bye");
                client.close();
                client.setText("h1", "never seen");
                sleepForever();
            })
            .on(LiveApp.CONNECTION_LOST, (client, data) -> {
                log.add("lost");
                client.setText("h1", "nobody sees this");
                sleep(seconds(2));
                log.add("saved");
            });

    @BeforeEach
    void clear() {
        log.clear();
    }

    @LoopTest
    void whenThePageLeaves() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("work");
            }
            assertThat(log).containsExactly("lost", "saved");
            log.clear();
        });
    }

    @LoopTest
    void whenTheServerStops() {
        nursery(n -> {
            var page = HeadlessPage.open(app, n);
            page.send("work");
            sleep(seconds(1));
            n.cancel();
            assertThat(log).isEmpty();
        });
        assertThat(log).containsExactly("lost", "saved");
        log.clear();
    }

    @LoopTest
    void whenTheHandlerEndsItAfterWhatItHadToSay() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("bye");
                assertThat(page.receive())
                        .hasToString("Message[route=live.setText, content={\"selector\":\"h1\",\"args\":[\"Bye\"]}]");
                assertThat(page.receive()).isNull();
                assertThat(page.closeCode()).isEqualTo(1000);
            }
        });
        assertThat(log).containsExactly("lost", "saved");
        log.clear();
    }

    @LoopTest
    void whenThePageSendsNonsense() {
        for (String frame : List.of("", "x", "[]", "{}", "{\"route\":1}", "{\"route\":\"work\"", "[".repeat(5000))) {
            nursery(n -> {
                try (var page = HeadlessPage.open(app, n)) {
                    page.sendFrame(frame);
                    assertThat(page.receive()).isNull();
                    assertThat(page.closeCode()).as(frame).isEqualTo(1008);
                }
            });
            assertThat(log).containsExactly("lost", "saved");
            log.clear();
        }
    }

    @LoopTest
    void withinItsTime() {
        LiveApp slow = new LiveApp(LiveLimits.DEFAULT.withConnectionLostTime(seconds(3)))
                .on(LiveApp.CONNECTION_LOST, (client, data) -> sleepForever());
        try (var captured = new CapturedLog()) {
            long start = loop().nanoTime();
            nursery(n -> {
                HeadlessPage.open(slow, n).close();
            });
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(3).toNanos());
            assertThat(captured.records().getLast().getMessage()).contains("took too long");
        }
    }

    @LoopTest(schedules = 20)
    void messageOfAPageThatHasLeftIsHandledWhileItIsThereOrNotAtAll() {
        var app = new LiveApp().on("hello", (client, data) -> log.add(client.isOpen() ? "there" : "left"));
        nursery(n -> {
            var page = HeadlessPage.open(app, n);
            page.send("hello");
            page.close();
        });
        assertThat(log).doesNotContain("left");
    }
}
