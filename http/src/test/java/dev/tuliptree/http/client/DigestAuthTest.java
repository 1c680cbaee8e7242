package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.ActionOf;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.InMemory;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords that are proved and not told. */
class DigestAuthTest {
    private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

    private final List<Map<String, String>> proofs = new ArrayList<>();
    private DigestChallenge.Quality quality = DigestChallenge.Quality.AUTH;
    private String offered = "auth-int, auth";
    private String nonce = "first";
    private String nextNonce = "";

    /** A server that checks proofs as RFC 7616 says, with the client's own code turned around. */
    private Response answer(Request request) throws IOException {
        String header = request.header("Authorization");
        if (header == null) {
            return asking(false);
        }
        Map<String, String> proof = Challenge.parse(header).getFirst().parameters();
        proofs.add(proof);
        if (!nonce.equals(proof.get("nonce"))) {
            return asking(true);
        }
        DigestChallenge challenge = new DigestChallenge("zoo", nonce, null, "SHA-256", quality, false, false);
        String expected = challenge.answer(
                new Credentials("ada", "secret"),
                new DigestChallenge.Message(request.method(), String.valueOf(proof.get("uri")), request.bytes()),
                String.valueOf(proof.get("cnonce")),
                Integer.parseInt(proof.get("nc"), 16));
        boolean good = Challenge.parse(expected)
                .getFirst()
                .parameters()
                .get("response")
                .equals(proof.get("response"));
        if (!good) {
            return asking(false);
        }
        Response response = Response.text("welcome");
        return nextNonce.isEmpty()
                ? response
                : response.header("Authentication-Info", "nextnonce=\"" + nextNonce + "\"");
    }

    private Response asking(boolean stale) {
        return Response.text("who?")
                .status(401)
                .addHeader("WWW-Authenticate", "Digest realm=\"zoo\", nonce=\"m\", algorithm=MD5, qop=\"auth\"")
                .addHeader(
                        "WWW-Authenticate",
                        "Basic realm=\"zoo\", Digest realm=\"zoo\", algorithm=SHA-256, qop=\"" + offered
                                + "\", nonce=\"" + nonce + "\", stale=" + stale);
    }

    private Application app() {
        Application app = new Application();
        app.get("/zoo", this::answer);
        app.post("/zoo", this::answer);
        app.get("/away", _ -> Response.redirect("http://evil.example/zoo"));
        return app;
    }

    private static void with(Application app, String password, ActionOf<ClientSession, Exception> test)
            throws Exception {
        ClientOptions options =
                ClientOptions.DEFAULT.withMiddleware(DigestAuth.of("http://good.example/", "ada", password));
        InMemory.with(app, MemoryStream.DEFAULT_CAPACITY, options, test);
    }

    private static DigestChallenge.Message message(String method, String target) {
        return new DigestChallenge.Message(method, target, "roar".getBytes(UTF_8));
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.status() + " " + response.text();
        }
    }

    @LoopTest
    void countEachUseOfANonce() throws Exception {
        with(app(), "secret", session -> {
            for (int i = 0; i < 3; i++) {
                assertThat(get(session, "http://good.example/zoo?q=" + i)).isEqualTo("200 welcome");
            }
            try (ClientResponse response =
                    session.post("http://good.example/zoo").body("x").send()) {
                assertThat(response.status()).isEqualTo(200);
            }
        });
        assertThat(proofs)
                .extracting(proof -> proof.get("nc"))
                .containsExactly("00000001", "00000002", "00000003", "00000004");
        assertThat(proofs).extracting(proof -> proof.get("cnonce")).doesNotHaveDuplicates();
        assertThat(proofs.getFirst()).containsEntry("uri", "/zoo?q=0").containsEntry("algorithm", "SHA-256");
    }

    @LoopTest
    void beginAnewWithANewNonce() throws Exception {
        with(app(), "secret", session -> {
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
            nonce = "second";
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
            nextNonce = "third";
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
            nonce = "third";
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
        });
        assertThat(proofs)
                .extracting(proof -> proof.get("nonce") + " " + proof.get("nc"))
                .containsExactly(
                        "first 00000001", "first 00000002", "second 00000001", "second 00000002", "third 00000001");
    }

    @LoopTest
    void areTriedOnceIfTheyAreWrong() throws Exception {
        with(app(), "wrong", session -> {
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("401 who?");
            assertThat(proofs).hasSize(1);
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("401 who?");
            assertThat(proofs).hasSize(2);
        });
    }

    @LoopTest
    void areProvedToNobodyElse() throws Exception {
        with(app(), "secret", session -> {
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
            proofs.clear();
            assertThat(get(session, "http://evil.example/zoo")).isEqualTo("401 who?");
            assertThat(get(session, "http://good.example/away")).isEqualTo("401 who?");
            assertThat(get(session, "http://good.example:81/zoo")).isEqualTo("401 who?");
            assertThat(get(session, "https://good.example/zoo")).isEqualTo("401 who?");
            assertThat(proofs).isEmpty();
        });
    }

    /** RFC 7616, 3.9.1. */
    @Test
    void areProvedAsInTheExampleOfTheSpecification() {
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        String opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
        for (String[] row : new String[][] {
            {"MD5", "8ca523f5e9506fed4657c9700eebdbec"},
            {"SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"}
        }) {
            DigestChallenge challenge = DigestChallenge.best(
                    List.of("Digest realm=\"http-auth@example.org\", qop=\"auth, " + "auth-int\", algorithm=" + row[0]
                            + ", nonce=\"" + nonce + "\", opaque=\"" + opaque + "\""));
            assertThat(challenge.answer(MUFASA, message("GET", "/dir/index.html"), cnonce, 1))
                    .isEqualTo("Digest username=\"Mufasa\", realm=\"http-auth@example.org\", nonce=\"" + nonce
                            + "\", uri=\"/dir/index.html\", response=\"" + row[1] + "\", algorithm=" + row[0]
                            + ", qop=auth, nc=00000001, cnonce=\"" + cnonce + "\", opaque=\"" + opaque + "\"");
        }
    }

    /** RFC 7616, 3.4.3; there is no example of it, so this was made by other means. */
    @Test
    void coverTheBodyIfTheServerAsksForThat() {
        DigestChallenge challenge = DigestChallenge.best(
                List.of("Digest realm=\"http-auth@example.org\", qop=\"auth-int\", algorithm=SHA-256, nonce=\""
                        + "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""));
        assertThat(challenge.answer(
                        MUFASA, message("POST", "/dir/index.html"), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", 1))
                .contains("response=\"5ba8c9e458e1b7e65c3556c8d6e6e74c47948b6cf28a6664c4c641f2ddd43b9e\"")
                .contains(", qop=auth-int,");
    }

    @LoopTest
    void coverBodiesThatAreThereAndNoOthers() throws Exception {
        quality = DigestChallenge.Quality.AUTH_INT;
        offered = "auth-int";
        with(app(), "secret", session -> {
            // The first of what this server asks for is MD5 with no word on the body.
            assertThat(get(session, "http://good.example/zoo")).isEqualTo("200 welcome");
            try (ClientResponse response =
                    session.post("http://good.example/zoo").body("roar").send()) {
                assertThat(response.status()).isEqualTo(200);
            }
            RequestBody streamed = RequestBody.stream(null, out -> out.write('x'));
            try (ClientResponse response =
                    session.post("http://good.example/zoo").body(streamed).send()) {
                assertThat(response.text()).isEqualTo("who?");
            }
        });
        assertThat(proofs).hasSize(2).allSatisfy(proof -> assertThat(proof).containsEntry("qop", "auth-int"));
    }

    /** RFC 2069, corrected: without qop, as of old. */
    @Test
    void areProvedToOldServersToo() {
        DigestChallenge old = DigestChallenge.best(List.of("Digest realm=\"testrealm@host.com\",nonce=\"dcd98b7102\""));
        assertThat(old.answer(MUFASA, message("GET", "/"), "c", 1)).doesNotContain("qop", "cnonce", "nc=");
        assertThat(DigestChallenge.best(List.of("Digest realm=\"a\", nonce=\"b\", algorithm=SHA-512-256")))
                .isNull();
        assertThat(DigestChallenge.best(List.of("Digest realm=\"a\", nonce=\"b\", qop=\"auth-ext\"")))
                .isNull();
        assertThat(DigestChallenge.best(List.of("Basic realm=\"a\"", "", "Digest")))
                .isNull();
    }

    @Test
    void areForUsersWithAnyName() {
        DigestChallenge open = DigestChallenge.best(List.of("Digest realm=\"a\", nonce=\"b\", qop=auth"));
        assertThat(open.answer(new Credentials("Jäsøn", "x"), message("GET", "/"), "c", 1))
                .contains("username*=UTF-8''J%C3%A4s%C3%B8n");
        assertThat(open.answer(new Credentials("a\"b", "x"), message("GET", "/"), "c", 1))
                .contains("username=\"a\\\"b\"");
        DigestChallenge hiding = DigestChallenge.best(List.of("Digest realm=\"a\", nonce=\"b\", userhash=true"));
        assertThat(hiding.answer(MUFASA, message("GET", "/"), "c", 1))
                .contains("userhash=true")
                .doesNotContain("Mufasa");
        assertThatIllegalArgumentException().isThrownBy(() -> DigestAuth.of("http://a/", "a:b", "c"));
        assertThat(DigestAuth.of("http://a/", "ada", "secret")).asString().doesNotContain("ada", "secret");
    }

    @Test
    void areAskedForInAnyShape() {
        assertThat(Challenge.parse("Basic realm=\"a, b\", charset=UTF-8 , Negotiate, Digest  Realm = \"x\\\"y\", n=1"))
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "a, b", "charset", "UTF-8")),
                        new Challenge("negotiate", Map.of()),
                        new Challenge("digest", Map.of("realm", "x\"y", "n", "1")));
        for (String odd :
                List.of("", ",", "=", "Digest realm=\"open", "Digest realm=\"open\\", "a=b", "é", "Digest =")) {
            assertThat(Challenge.parse(odd)).hasSizeLessThanOrEqualTo(2);
        }
    }
}
