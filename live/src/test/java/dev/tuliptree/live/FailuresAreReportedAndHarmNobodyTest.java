package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;

class FailuresAreReportedAndHarmNobodyTest {
    private final CapturedLog log = new CapturedLog();
    private final LiveApp app = new LiveApp()
            .on("throw", (client, data) -> {
                throw new IOException("the password is 1234");
            })
            .on(
                    "task",
                    (client, data) -> client.start(() -> {
                        throw new AssertionError();
                    }))
            .on("recurse", (client, data) -> recurse(0))
            .on("form submit", (client, data) -> client.setText("h1", data.text("name")))
            .on("ping", (client, data) -> client.send("pong", null));

    @AfterEach
    void restoreLog() {
        log.close();
    }

    @LoopTest
    void pagesConsoleSaysThatThereWasOneAndTheConnectionLivesOn() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                assertThat(error(page, "throw"))
                        .isEqualTo("the handler of \"throw\" failed with IOException; the server's log says more");
                assertThat(error(page, "task")).startsWith("a task failed with AssertionError");
                assertThat(error(page, "recurse")).contains("StackOverflowError");
                page.send("ping");
                assertThat(Objects.requireNonNull(page.receive()).route()).isEqualTo("pong");
            }
        });
    }

    @LoopTest
    void logHasItInFull() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                error(page, "throw");
            }
        });
        LogRecord last = log.records().getLast();
        assertThat(last.getLevel()).isEqualTo(Level.SEVERE);
        assertThat(last.getMessage()).isEqualTo("the handler of \"throw\" failed, for the page of a test");
        assertThat(last.getThrown()).hasMessage("the password is 1234");
    }

    @LoopTest
    void dataThatIsNotWhatTheHandlerAskedForIsOne() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("form submit", Map.of("nome", "Ada"));
                assertThat(error(page))
                        .isEqualTo("the handler of \"form submit\" refused the data: there is no data.name");
            }
        });
    }

    @LoopTest
    void routeWithoutHandlerIsOne() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                assertThat(error(page, "pong")).isEqualTo("no handler for \"pong\"");
                assertThat(error(page, LiveApp.CONNECTION_LOST)).isEqualTo("no handler for \"connection_lost\"");
            }
        });
    }

    private static String error(HeadlessPage page, String route) {
        page.send(route);
        return error(page);
    }

    private static String error(HeadlessPage page) {
        Message message = Objects.requireNonNull(page.receive());
        assertThat(message.route()).isEqualTo("live.error");
        return message.content().text("value");
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }
}
