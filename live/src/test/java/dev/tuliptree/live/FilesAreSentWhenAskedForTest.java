package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class FilesAreSentWhenAskedForTest {
    private static final UploadLimits LIMITS = new UploadLimits(100_000, 3, 2, seconds(30));

    private final List<Long> progress = new ArrayList<>();

    private LiveApp app() {
        return new LiveApp(LiveLimits.DEFAULT.withUploads(LIMITS))
                .on("form submit", (client, data) -> {
                    for (UploadFile file : data.files("photo")) {
                        try (Upload upload = client.open(file).onProgress(progress::add)) {
                            byte[] content = upload.readAllBytes();
                            client.send("got", file.name() + " " + content.length + " " + Arrays.hashCode(content));
                        } catch (IOException e) {
                            client.send("failed", e.getMessage());
                        }
                    }
                })
                .on("many", (client, data) -> {
                    try {
                        for (UploadFile file : data.files("photo")) client.open(file);
                    } catch (IOException e) {
                        client.send("failed", e.getMessage());
                    }
                })
                .on("open", (client, data) -> {
                    client.open(data.files("photo").getFirst());
                    sleepForever();
                });
    }

    private static Message next(HeadlessPage page) {
        return Objects.requireNonNull(page.receive());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte) (i * 31);
        return bytes;
    }

    @LoopTest
    void contentArrivesAsItWasWithProgress() {
        progress.clear();
        var app = app();
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                byte[] content = bytes(70_000);
                page.send("form submit", Map.of("photo", page.file("a.png", "image/png", content)));
                Message wanted = next(page);
                assertThat(wanted.route()).isEqualTo("live.upload");
                assertThat(page.upload(wanted)).isEqualTo(204);
                assertThat(next(page).content().text()).isEqualTo("a.png 70000 " + Arrays.hashCode(content));
            }
        });
        assertThat(progress).isSorted().endsWith(70_000L).hasSizeGreaterThan(3);
        assertThat(app.uploads().size()).isZero();
    }

    @LoopTest
    void severalFilesOfOneFieldAreSentInTurn() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                var files = List.of(page.file("a", "", bytes(1)), page.file("b", "", bytes(0)));
                page.send("form submit", Map.of("photo", files));
                assertThat(page.upload(next(page))).isEqualTo(204);
                assertThat(next(page).content().text()).startsWith("a 1 ");
                assertThat(page.upload(next(page))).isEqualTo(204);
                assertThat(next(page).content().text()).startsWith("b 0 ");
            }
        });
    }

    @LoopTest
    void forgedIdsAreRefusedAndAnIdIsGoodOnce() {
        nursery(n -> {
            var app = app();
            try (var page = HeadlessPage.open(app, n);
                    var stranger = HeadlessPage.openAs(app, n, "eve")) {
                assertThat(page.upload("", new ByteArrayInputStream(bytes(1)))).isEqualTo(404);
                assertThat(page.upload("0".repeat(32), new ByteArrayInputStream(bytes(1))))
                        .isEqualTo(404);
                page.send("form submit", Map.of("photo", page.file("a", "", bytes(10))));
                Message wanted = next(page);
                assertThat(stranger.upload(wanted)).as("somebody else's").isEqualTo(404);
                assertThat(page.upload(wanted)).isEqualTo(204);
                assertThat(page.upload(wanted)).as("twice").isEqualTo(404);
                assertThat(next(page).content().text()).startsWith("a 10 ");
            }
        });
    }

    @LoopTest
    void idOfAPageThatHasLeftIsGoodNoMore() {
        nursery(n -> {
            var app = app();
            var page = HeadlessPage.open(app, n);
            page.send("open", Map.of("photo", page.file("a", "", bytes(10))));
            Message wanted = next(page);
            page.close();
            assertThat(page.upload(wanted)).isEqualTo(404);
            assertThat(app.uploads().size()).isZero();
        });
    }

    @LoopTest
    void moreOrLessThanWasSaidIsAFailure() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                for (int size : new int[] {9, 11, 50_000}) {
                    page.send("form submit", Map.of("photo", page.file("a", "", bytes(10))));
                    String id = next(page).content().text("id");
                    assertThat(page.upload(id, new ByteArrayInputStream(bytes(size))))
                            .isEqualTo(400);
                    Message failed = next(page);
                    if (failed.route().equals("live.cancelUpload")) failed = next(page);
                    assertThat(failed.route()).isEqualTo("failed");
                    assertThat(failed.content().text()).contains(size < 10 ? "less" : "more");
                }
            }
        });
    }

    @LoopTest
    void fileThatIsTooLargeIsNotEvenAskedFor() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                page.send("form submit", Map.of("photo", page.file("a", "", bytes(100_001))));
                assertThat(next(page).content().text()).contains("100001 bytes; the limit is 100000");
            }
        });
    }

    @LoopTest
    void moreFilesThanTheLimitsAreRefused() {
        nursery(n -> {
            var app = app();
            try (var page = HeadlessPage.open(app, n)) {
                var file = page.file("a", "", bytes(1));
                page.send("many", Map.of("photo", List.of(file, file, file)));
                assertThat(next(page).route()).isEqualTo("live.upload");
                assertThat(next(page).route()).isEqualTo("live.upload");
                assertThat(next(page).content().text()).contains("sends 2 files already");
                assertThat(app.uploads().size()).isEqualTo(2);
            }
            assertThat(app.uploads().size()).isZero();
            try (var page = HeadlessPage.open(app, n)) {
                var file = page.file("a", "", bytes(1));
                page.send("form submit", Map.of("photo", List.of(file, file, file, file)));
                for (int i = 0; i < 3; i++) {
                    assertThat(page.upload(next(page))).isEqualTo(204);
                    assertThat(next(page).route()).isEqualTo("got");
                }
                assertThat(next(page).content().text()).contains("more than 3 files");
            }
        });
    }

    @LoopTest
    void pageThatNeverSendsIsNotWaitedForForEver() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                page.send("form submit", Map.of("photo", page.file("a", "", bytes(10))));
                assertThat(next(page).route()).isEqualTo("live.upload");
                assertThat(next(page).route()).isEqualTo("live.cancelUpload");
                assertThat(next(page).content().text()).contains("for too long");
            }
        });
    }

    @LoopTest
    void requestThatIsBrokenOffIsAFailure() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                page.send("form submit", Map.of("photo", page.file("a", "", bytes(10))));
                String id = next(page).content().text("id");
                int status = page.upload(id, new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("reset");
                    }
                });
                assertThat(status).isEqualTo(400);
                assertThat(next(page).route()).isEqualTo("live.cancelUpload");
                assertThat(next(page).content().text()).contains("reset");
            }
        });
    }

    @LoopTest
    void restThatNobodyWantsIsRefused() {
        var app = new LiveApp().on("first", (client, data) -> {
            try (Upload upload = client.open(data.files("photo").getFirst())) {
                client.send("first", upload.read());
            }
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("first", Map.of("photo", page.file("a", "", bytes(200_000))));
                assertThat(page.upload(next(page))).isEqualTo(410);
                assertThat(next(page).route()).isEqualTo("first");
                assertThat(next(page).route()).isEqualTo("live.cancelUpload");
            }
        });
    }

    @LoopTest(schedules = 0)
    void nothingIsLeftHoweverFarAnUploadCame() {
        int points = CancelEverywhere.run(victim -> {
            var app = app();
            victim.run(() -> nursery(n -> {
                try (var page = HeadlessPage.open(app, n)) {
                    page.send("form submit", Map.of("photo", page.file("a", "", bytes(70_000))));
                    page.upload(next(page));
                    next(page);
                }
            }));
            assertThat(app.uploads().size()).isZero();
            assertThat(app.clients()).isEmpty();
        });
        assertThat(points).isGreaterThan(20);
    }

    @LoopTest
    void pageThatCannotSendSaysSo() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app(), n)) {
                page.send("form submit", Map.of("photo", page.file("a", "", bytes(10))));
                String id = next(page).content().text("id");
                page.send("live.uploadFailed", Map.of("id", "another"));
                page.send("live.uploadFailed", Map.of("id", id));
                assertThat(next(page).route()).isEqualTo("live.cancelUpload");
                assertThat(next(page).content().text()).contains("could not send");
            }
        });
    }

    @LoopTest
    void whatIsNoFileIsRefused() {
        try (var log = new CapturedLog()) {
            nursery(n -> {
                try (var page = HeadlessPage.open(app(), n)) {
                    for (Object file : List.of("text", Map.of("file", 1, "name", "a", "size", -1, "type", ""))) {
                        page.send("form submit", Map.of("photo", file));
                        assertThat(next(page).route()).isEqualTo("live.error");
                    }
                }
            });
            assertThat(log.records()).hasSize(2);
        }
    }
}
