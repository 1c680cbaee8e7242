package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.toThread;
import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.testing.LoopTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Who uses a page is found out from the request that opens its connection. */
class UsersAreToldApartTest {
    /** Takes the file that each page has: two bytes. */
    private final LiveApp app = new LiveApp()
            .authenticate(request -> request.queryParam("user"))
            .on("who", (client, data) -> client.send("you", client.user(String.class)))
            .on("form submit", (client, data) -> {
                try (Upload upload = client.open(data.files("photo").getFirst())) {
                    client.send("got", upload.readAllBytes().length);
                }
            });

    @LoopTest
    void handlersKnowTheUser() {
        nursery(n -> {
            try (var page = HeadlessPage.openAs(app, n, "ada")) {
                page.send("who");
                assertThat(Objects.requireNonNull(page.receive()).content().text())
                        .isEqualTo("ada");
            }
        });
    }

    @LoopTest
    void whoAsksForAUserThatNobodyHasFoundOutIsToldSo() {
        var careless = new LiveApp().on("who", (client, data) -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.user(String.class))
                    .withMessageContaining("authenticate");
            client.send("checked", null);
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(careless, n)) {
                page.send("who");
                assertThat(Objects.requireNonNull(page.receive()).route()).isEqualTo("checked");
            }
        });
    }

    @LoopTest(schedules = 0)
    void strangersAreRefused() throws Exception {
        served((browser, address) -> {
            assertThatThrownBy(() -> browser.open(address + "live/socket")).isInstanceOf(ExecutionException.class);
            var socket = browser.open(address + "live/socket?user=ada");
            socket.sendText("{\"route\":\"who\"}", true).join();
            assertThat(browser.next()).isEqualTo("{\"route\":\"you\",\"content\":\"ada\"}");
        });
    }

    @LoopTest(schedules = 0)
    void filesAreTakenFromTheUserOfThePageOnly() throws Exception {
        served((browser, address) -> {
            var socket = browser.open(address + "live/socket?user=ada");
            String file = "{\"file\":1,\"name\":\"a\",\"size\":2,\"type\":\"\"}";
            socket.sendText("{\"route\":\"form submit\",\"content\":{\"photo\":" + file + "}}", true)
                    .join();
            String id = Message.fromServer(browser.next()).content().text("id");
            String upload = address + "live/upload/" + id;
            String origin = address.substring(0, address.length() - 1);
            assertThat(post(upload + "?user=eve", origin)).isEqualTo(404);
            assertThat(post(upload, origin)).isEqualTo(404);
            assertThat(post(upload + "?user=ada", "https://evil.example")).isEqualTo(403);
            assertThat(post(address + "live/upload/" + "0".repeat(32) + "?user=ada", origin))
                    .isEqualTo(404);
            assertThat(post(upload + "?user=ada", origin)).isEqualTo(204);
            assertThat(browser.next()).isEqualTo("{\"route\":\"got\",\"content\":2}");
        });
    }

    private static int post(String address, String origin) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .header("Origin", origin)
                    .POST(BodyPublishers.ofByteArray(new byte[2]))
                    .build();
            return http.send(request, discarding()).statusCode();
        }
    }

    private interface Visit {
        void by(Browser browser, String address) throws Exception;
    }

    private void served(Visit visit) throws Exception {
        var web = new Application();
        app.mount(web, "/");
        try (var server = web.listen("127.0.0.1", 0)) {
            String origin = "http://127.0.0.1:" + server.port();
            toThread(() -> {
                try (var browser = new Browser(origin)) {
                    visit.by(browser, origin + "/");
                }
            });
        }
    }
}
