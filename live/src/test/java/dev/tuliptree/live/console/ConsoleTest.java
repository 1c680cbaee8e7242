package dev.tuliptree.live.console;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static dev.tuliptree.Async.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.Task;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.live.Message;
import dev.tuliptree.testing.LoopTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

class ConsoleTest {
    private final LiveApp app = new Console().live();

    private static Data snapshot(HeadlessPage page) {
        Message message = Objects.requireNonNull(page.receive());
        assertThat(message.route()).isEqualTo("snapshot");
        return message.content();
    }

    private static Data row(String name, Data snapshot) {
        return snapshot.at("rows").items().stream()
                .filter(row -> row.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + snapshot));
    }

    @LoopTest
    void tasksAreShownBelowTheirOwnersWithWhatTheyAwait() {
        nursery(n -> {
            n.start(() -> nursery(inner -> {
                        inner.start(() -> sleep(seconds(10))).name("child");
                        sleep(seconds(20));
                    }))
                    .name("owner");
            try (var page = HeadlessPage.open(app, n)) {
                sleep(seconds(3));
                page.received();
                Data snapshot = snapshot(page);
                List<String> names = snapshot.at("rows").items().stream()
                        .map(row -> row.text("name"))
                        .toList();
                assertThat(names.indexOf("child")).isEqualTo(names.indexOf("owner") + 1);
                Data child = row("child", snapshot);
                long depth = row("owner", snapshot).at("depth").integer();
                assertThat(child.at("depth").integer()).isEqualTo(depth + 1);
                assertThat(child.text("awaits")).startsWith("sleep for another ");
                assertThat(child.at("cancelled").isNull()).isTrue();
                assertThat(snapshot.at("tasks").integer()).isEqualTo(names.size());
                n.cancel();
            }
        });
    }

    @LoopTest
    void newsComeEverySecondAndTasksAge() {
        nursery(n -> {
            sleep(seconds(5));
            n.start(() -> sleepForever()).name("old");
            try (var page = HeadlessPage.open(app, n)) {
                for (int age = 0; age < 4; age++) {
                    Data snapshot = snapshot(page);
                    assertThat(row("old", snapshot).at("age").number()).isEqualTo(age);
                    assertThat(loop().nanoTime()).isEqualTo(seconds(5 + age).toNanos());
                }
                n.cancel();
            }
        });
    }

    @LoopTest
    void cancelledTaskThatCannotGoYetSaysWhyItIsCancelled() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var latch = new CountDownLatch(1);
        nursery(n -> {
            Task<?> task = n.start(() -> toThread(() -> {
                        begun.countDown();
                        latch.await();
                    }))
                    .name("in a thread");
            toThread(() -> begun.await());
            try (var page = HeadlessPage.open(app, n)) {
                assertThat(row("in a thread", snapshot(page)).at("cancelled").isNull())
                        .isTrue();
                task.cancel("nobody needs it");
                page.send("select", Map.of("task", 0));
                assertThat(row("in a thread", snapshot(page)).text("cancelled")).startsWith("nobody needs it (at ");
            } finally {
                latch.countDown();
            }
        });
    }

    @LoopTest
    void stackOfTheChosenTaskIsShownAtOnce() {
        nursery(n -> {
            n.start(ConsoleTest::waitInHere).name("waiting");
            try (var page = HeadlessPage.open(app, n)) {
                Data before = snapshot(page);
                assertThat(before.at("stack").isNull()).isTrue();
                long id = row("waiting", before).at("id").integer();
                page.send("select", Map.of("task", id));
                Data stack = snapshot(page).at("stack");
                assertThat(loop().nanoTime()).isZero();
                assertThat(stack.text("name")).isEqualTo("waiting");
                assertThat(stack.at("frames").items())
                        .extracting(frame -> frame.text("text"))
                        .anyMatch(frame -> frame.contains("ConsoleTest.waitInHere"));
                n.cancel();
            }
        });
    }

    private static void waitInHere() {
        sleepForever();
    }

    @LoopTest
    void idsOfTasksThatAreNotThereChooseNothing() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                snapshot(page);
                page.send("select", Map.of("task", 1_000_000));
                assertThat(snapshot(page).at("stack").isNull()).isTrue();
            }
        });
    }

    @LoopTest
    void stepsAreCountedWhileSomebodyLooks() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                snapshot(page);
                long before = steps(snapshot(page));
                for (int i = 0; i < 100; i++) sleep(millis(1));
                sleep(seconds(2));
                page.received();
                assertThat(steps(snapshot(page))).isGreaterThanOrEqualTo(before + 100);
            }
        });
    }

    private static long steps(Data snapshot) {
        return snapshot.at("steps").items().stream()
                .mapToLong(step -> step.at("count").integer())
                .sum();
    }

    @LoopTest
    void connectionsOfLivePagesAreShownWithWhatWaitsForThem() {
        var chat = new LiveApp().on("flood", (client, data) -> {
            for (int i = 0; i < 5; i++) client.setText("h1", "x");
            client.flush();
        });
        LiveApp watching = new Console().connections("chat", chat).live();
        nursery(n -> {
            try (var one = HeadlessPage.open(chat, n, 1);
                    var two = HeadlessPage.open(chat, n)) {
                one.send("flood");
                sleep(seconds(1));
                try (var page = HeadlessPage.open(watching, n)) {
                    Data snapshot = snapshot(page);
                    assertThat(snapshot.at("connections").integer()).isEqualTo(2);
                    List<Data> rows = snapshot.at("connectionRows").items();
                    assertThat(rows).extracting(row -> row.text("page")).containsExactly("chat", "chat");
                    assertThat(rows).extracting(row -> row.text("who")).allMatch(who -> who.contains("a test"));
                    assertThat(rows)
                            .extracting(row -> row.at("waiting").integer())
                            .containsExactlyInAnyOrder(4L, 0L);
                }
                assertThat(two.received()).isEmpty();
            }
        });
    }

    @LoopTest(schedules = 0)
    void noMoreTasksAreShownThanTheLimit() {
        nursery(n -> {
            for (int i = 0; i < 2 * Snapshot.MAX_TASKS; i++) n.start(() -> sleepForever());
            try (var page = HeadlessPage.open(app, n)) {
                Data snapshot = snapshot(page);
                assertThat(snapshot.at("rows").items()).hasSize(Snapshot.MAX_TASKS);
                assertThat(snapshot.at("tasks").integer()).isGreaterThan(2 * Snapshot.MAX_TASKS);
                n.cancel();
            }
        });
    }

    @LoopTest
    void nothingRunsWhileNobodyLooks() {
        nursery(n -> {
            HeadlessPage.open(app, n).close();
        });
        assertThat(loop().statistics().tasks()).isEqualTo(1);
        assertThat(loop().statistics().timers()).isZero();
    }
}
