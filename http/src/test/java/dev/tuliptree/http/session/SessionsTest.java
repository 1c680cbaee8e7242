package dev.tuliptree.http.session;

import static dev.tuliptree.Async.nursery;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Cookie;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.InMemory;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.server.ErrorResponses;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an application remembers of its visitors. */
class SessionsTest {
    private static final SecretKeys KEYS = SecretKeys.random();

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryStore store = new InMemoryStore(100, clock);

    /** One of each kind, for what all have in common. */
    private List<Sessions> kinds() {
        return List.of(
                Sessions.signed(KEYS).withClock(clock),
                Sessions.encrypted(KEYS).withClock(clock),
                Sessions.stored(store).withClock(clock));
    }

    private static Application app(Sessions sessions) {
        Application app = new Application();
        app.use(sessions);
        app.get("/", _ -> Response.text("nothing"));
        app.get(
                "/get/{name}",
                request -> Response.text(String.valueOf(Sessions.of(request).get(request.pathParam("name")))));
        app.get("/set/{name}/{value}", request -> {
            Sessions.of(request).set(request.pathParam("name"), request.pathParam("value"));
            return Response.text("set");
        });
        app.get("/fail", request -> {
            Sessions.of(request).set("user", "mallory");
            throw new HttpException(400);
        });
        app.get("/renew", request -> {
            Sessions.of(request).renew();
            return Response.text("renewed");
        });
        app.get("/out", request -> {
            Sessions.of(request).invalidate();
            return Response.text("out");
        });
        return app;
    }

    private static String get(ClientSession client, String path) throws IOException {
        try (ClientResponse response = client.get("https://app" + path)) {
            return response.text();
        }
    }

    /** The value of the cookie that a request is answered with; null if none is set. */
    private static String cookieOf(ClientSession client, String path) throws IOException {
        try (ClientResponse response = client.get("https://app" + path)) {
            String line = response.header("Set-Cookie");
            return line == null ? null : line.substring(line.indexOf('=') + 1, line.indexOf(';'));
        }
    }

    /** Asks with this very cookie, as somebody who has got hold of it. */
    private static String getWith(ClientSession client, String cookie, String path) throws IOException {
        try (ClientResponse response = client.request("GET", "https://app" + path)
                .cookie("__Host-session", cookie)
                .send()) {
            return response.text();
        }
    }

    @LoopTest
    void rememberWhatWasSetUntilItIsForgotten() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind), client -> {
                assertThat(get(client, "/get/user")).isEqualTo("null");
                get(client, "/set/user/ada");
                get(client, "/set/colour/gr%C3%BCn");
                assertThat(get(client, "/get/user")).isEqualTo("ada");
                assertThat(get(client, "/get/colour")).isEqualTo("grün");
                get(client, "/out");
                assertThat(get(client, "/get/user")).isEqualTo("null");
            });
        }
        assertThat(store.size()).isZero();
    }

    @LoopTest
    void giveACookieToThoseAloneOfWhomSomethingIsKept() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind), client -> {
                assertThat(cookieOf(client, "/")).isNull();
                assertThat(cookieOf(client, "/get/user")).isNull();
                assertThat(cookieOf(client, "/out")).isNull();
                assertThat(cookieOf(client, "/set/user/ada")).isNotEmpty();
                assertThat(cookieOf(client, "/get/user")).isNull();
                assertThat(cookieOf(client, "/out")).isEmpty();
            });
        }
    }

    @LoopTest
    void haveCookiesThatAreSecureAndHiddenAndForThisSite() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind), client -> {
                try (ClientResponse response = client.get("https://app/set/user/ada")) {
                    assertThat(response.header("Set-Cookie"))
                            .startsWith("__Host-session=")
                            .endsWith("; Path=/; Max-Age=1209600; Secure; HttpOnly; SameSite=Lax");
                    assertThat(response.header("Vary")).isEqualTo("Cookie");
                    assertThat(response.header("Cache-Control")).isEqualTo("private");
                }
                try (ClientResponse response = client.get("https://app/")) {
                    assertThat(response.header("Vary")).isNull();
                }
            });
        }
        Sessions open = Sessions.signed(KEYS).withoutTls();
        InMemory.with(app(open), client -> {
            try (ClientResponse response = client.get("http://app/set/user/ada")) {
                assertThat(response.header("Set-Cookie")).startsWith("session=").doesNotContain("Secure");
            }
            try (ClientResponse response = client.get("http://app/get/user")) {
                assertThat(response.text()).isEqualTo("ada");
            }
        });
        Sessions strict = Sessions.signed(KEYS)
                .withCookie(Cookie.of("s", "").secured().path("/set").sameSite(Cookie.SameSite.STRICT))
                .withLife(Duration.ofHours(1));
        InMemory.with(app(strict), client -> {
            try (ClientResponse response = client.get("https://app/set/user/ada")) {
                assertThat(response.header("Set-Cookie"))
                        .startsWith("s=")
                        .endsWith("; Path=/set; Max-Age=3600; Secure; HttpOnly; SameSite=Strict");
            }
        });
    }

    @LoopTest
    void areNotThoseThatAClientMakesUp() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind), client -> {
                String good = cookieOf(client, "/set/user/ada");
                client.cookies().clear();
                assertThat(getWith(client, good, "/get/user")).isEqualTo("ada");
                String changed = (good.startsWith("A") ? "B" : "A") + good.substring(1);
                for (String bad : List.of(changed, good + "A", "", "x", "A".repeat(43), "A".repeat(5000))) {
                    assertThat(getWith(client, bad, "/get/user")).isEqualTo("null");
                }
            });
        }
    }

    @LoopTest
    void areNeverOnesThatSomebodyElseHasChosen() throws Exception {
        InMemory.with(app(Sessions.stored(store).withClock(clock)), client -> {
            String chosen = "A".repeat(43);
            try (ClientResponse response = client.request("GET", "https://app/set/user/ada")
                    .cookie("__Host-session", chosen)
                    .send()) {
                assertThat(response.header("Set-Cookie")).doesNotContain(chosen);
            }
            client.cookies().clear();
            assertThat(getWith(client, chosen, "/get/user")).isEqualTo("null");
        });
    }

    @LoopTest
    void leaveTheOldOneBehindWhenTheyAreRenewed() throws Exception {
        InMemory.with(app(Sessions.stored(store).withClock(clock)), client -> {
            String before = cookieOf(client, "/set/cart/7");
            String after = cookieOf(client, "/renew");
            assertThat(after).isNotEqualTo(before);
            assertThat(get(client, "/get/cart")).isEqualTo("7");
            client.cookies().clear();
            assertThat(getWith(client, before, "/get/cart")).isEqualTo("null");
            assertThat(store.size()).isEqualTo(1);
        });
    }

    @LoopTest
    void areNotBroughtBackByARequestThatBeganBeforeTheSignOut() throws Exception {
        Event signedOut = new Event();
        Event begun = new Event();
        Application app = app(Sessions.stored(store).withClock(clock));
        app.get("/slow", request -> {
            begun.set();
            signedOut.await();
            Sessions.of(request).set("seen", "yes");
            return Response.text("done");
        });
        InMemory.with(app, client -> {
            String cookie = cookieOf(client, "/set/user/ada");
            nursery(n -> {
                n.start(() -> assertThat(cookieOf(client, "/slow")).isEmpty());
                begun.await();
                get(client, "/out");
                signedOut.set();
            });
            client.cookies().clear();
            assertThat(getWith(client, cookie, "/get/user")).isEqualTo("null");
            assertThat(store.size()).isZero();
        });
    }

    @LoopTest
    void lastForAsLongAsTheyAreUsed() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind.withLife(Duration.ofHours(2))), client -> {
                String first = cookieOf(client, "/set/user/ada");
                now = now.plus(Duration.ofMinutes(59));
                assertThat(cookieOf(client, "/get/user")).isNull();
                now = now.plus(Duration.ofMinutes(2));
                // More than half of its life is over.
                assertThat(cookieOf(client, "/get/user")).isNotNull();
                now = now.plus(Duration.ofMinutes(119));
                assertThat(get(client, "/get/user")).isEqualTo("ada");
                now = now.plus(Duration.ofMinutes(121));
                client.cookies().clear();
                assertThat(getWith(client, first, "/get/user")).isEqualTo("null");
            });
        }
    }

    @LoopTest
    void areMadeAnewWithTheFirstKey() throws Exception {
        byte[] old = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
        byte[] fresh = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);
        String[] cookie = new String[1];
        InMemory.with(app(Sessions.encrypted(SecretKeys.of(old))), client -> cookie[0] = cookieOf(client, "/set/a/1"));
        InMemory.with(app(Sessions.encrypted(SecretKeys.of(fresh, old))), client -> {
            assertThat(getWith(client, cookie[0], "/get/a")).isEqualTo("1");
            // The answer has set one that the new key alone can open.
            assertThat(cookieOf(client, "/get/a")).isNull();
            assertThat(get(client, "/get/a")).isEqualTo("1");
        });
    }

    @LoopTest
    void doNotKeepWhatAHandlerDidBeforeItFailed() throws Exception {
        for (Sessions kind : kinds()) {
            InMemory.with(app(kind), client -> {
                get(client, "/fail");
                assertThat(get(client, "/get/user")).isEqualTo("null");
            });
        }
    }

    @LoopTest
    void refuseToKeepMoreThanACookieHolds() throws Exception {
        Application app = new Application();
        app.use(Sessions.signed(KEYS));
        app.get("/", request -> {
            Sessions.of(request).set("x", "y".repeat(5000));
            return Response.empty();
        });
        app.exception(IllegalArgumentException.class, (_, e) -> Response.text(String.valueOf(e.getMessage())));
        InMemory.with(app, client -> assertThat(get(client, "/")).contains("browsers keep only 4096"));
    }

    @LoopTest
    void canBeReadButNotChangedByAWebSocket() throws Exception {
        Application app = new Application();
        app.use(Sessions.stored(store));
        app.get("/", request -> {
            Sessions.of(request).set("user", "ada");
            return Response.empty();
        });
        app.get("/ws", request -> {
            Session session = Sessions.of(request);
            return Response.webSocket(ws -> {
                ws.send(String.valueOf(session.get("user")));
                assertThatThrownBy(() -> session.set("user", "bob"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("before the handler returns");
                ws.send("still " + session.get("user"));
            });
        });
        InMemory.with(app, client -> {
            get(client, "/");
            try (WebSocket ws = client.webSocket("wss://app/ws")) {
                assertThat(ws.receiveText()).isEqualTo("ada");
                assertThat(ws.receiveText()).isEqualTo("still ada");
            }
        });
    }

    @LoopTest
    void areMissedWithAWordOnWhatToDo() throws Exception {
        Application app = new Application();
        app.get("/", request -> Response.text(Sessions.of(request).toString()));
        app.exception(IllegalStateException.class, (_, e) -> Response.text(String.valueOf(e.getMessage())));
        InMemory.with(app, client -> assertThat(get(client, "/")).contains("app.use(Sessions.encrypted(keys))"));
    }

    @LoopTest
    void thatCannotBeLoadedFailTheRequest() throws Exception {
        SessionStore broken = new SessionStore() {
            @Override
            public Map<String, String> load(String key) throws IOException {
                throw new IOException("out of order");
            }

            @Override
            public void create(String key, Map<String, String> values, Duration life) {}

            @Override
            public boolean update(String key, Map<String, String> values, Duration life) {
                return true;
            }

            @Override
            public void delete(String key) {}
        };
        try (Logged _ = Logged.by(ErrorResponses.class)) {
            InMemory.with(app(Sessions.stored(broken)), client -> {
                get(client, "/set/user/ada");
                try (ClientResponse response = client.get("https://app/get/user")) {
                    assertThat(response.status()).isEqualTo(500);
                }
            });
        }
    }

    @Test
    void inMemoryAreLimitedInNumber() {
        InMemoryStore small = new InMemoryStore(2, clock);
        Duration life = Duration.ofHours(1);
        small.create("a", Map.of("n", "1"), life);
        small.create("b", Map.of("n", "2"), life);
        assertThat(small.load("a")).containsEntry("n", "1");
        small.create("c", Map.of("n", "3"), life);
        assertThat(small.load("b")).isNull();
        assertThat(small.load("a")).isNotNull();
        assertThat(small.update("b", Map.of(), life)).isFalse();
        now = now.plus(life);
        assertThat(small.load("a")).isNull();
        assertThat(small.update("c", Map.of(), life)).isFalse();
        assertThat(small.size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> SessionStore.inMemory(0));
    }

    @Test
    void doNotTellLogsWhatTheyKeep() {
        Session session = new Session(Map.of("user", "ada"), false);
        assertThat(session).hasToString("session with 1 value");
        assertThatIllegalArgumentException().isThrownBy(() -> session.set("", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sessions.signed(KEYS).withLife(Duration.ofSeconds(1)));
    }
}
