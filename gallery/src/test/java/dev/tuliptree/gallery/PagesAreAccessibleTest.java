package dev.tuliptree.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** What axe-core and html-validate find on each page: nothing serious. They come from npm, where they are installed. */
class PagesAreAccessibleTest {
    private static final Path CHECKS = Path.of("checks");
    private static final List<Demo> DEMOS = Gallery.demos(new SplittableRandom(42));

    private static final List<String> SCHEMES = List.of("light", "dark");

    private static String axe;
    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        Path script = CHECKS.resolve("node_modules/axe-core/axe.min.js");
        assumeTrue(Files.exists(script), "This test needs axe-core and html-validate: (cd gallery/checks && npm ci)");
        axe = Files.readString(script);
        browser = Chromium.start();
        Application site = Site.withConsole(DEMOS, new Talk(DEMOS));
        server = new ServedInBackground(site);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (browser != null) browser.close();
    }

    static List<String> pages() {
        var pages = new ArrayList<>(List.of("", "talk/", "console/"));
        for (Demo demo : DEMOS) pages.addAll(List.of(demo.path() + "/", demo.path() + "/stage"));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingSeriousIsWrong(String page) throws Exception {
        for (String scheme : SCHEMES) {
            open(page, scheme);
            assertThat(violations()).as(scheme).isEmpty();
        }
    }

    /** One by one, because axe-core passes over what is not shown. */
    @ParameterizedTest
    @MethodSource("schemes")
    void nothingSeriousIsWrongWithASlide(String scheme) throws Exception {
        open("talk/", scheme);
        int count = browser.driver().findElements(By.className("slide")).size();
        for (int i = 1; i <= count; i++) {
            browser.driver().executeScript("location.hash = arguments[0]", "#slide-" + i);
            browser.untilShown("#place", i + " / ");
            assertThat(violations()).as("slide " + i).isEmpty();
        }
    }

    static List<String> schemes() {
        return SCHEMES;
    }

    /** Loads a page in its colours: those of a page that is open would change slowly. */
    private static void open(String page, String scheme) throws Exception {
        browser.scheme(scheme);
        browser.driver().get(server.address() + page);
        browser.driver().executeScript(axe);
    }

    private static List<?> violations() {
        return (List<?>) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {iframes: false, resultTypes: ["violations"]}).then(({violations}) => done(
                    violations.filter(({impact}) => impact === "serious" || impact === "critical").flatMap(
                        ({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`))));
                """);
    }

    @Test
    void markupIsValid(@TempDir Path folder) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String page : pages()) {
                var request = HttpRequest.newBuilder(URI.create(server.address() + page))
                        .build();
                String html = http.send(request, BodyHandlers.ofString(UTF_8)).body();
                Files.writeString(folder.resolve(page.replace('/', '_') + ".html"), html);
            }
        }
        assertThat(htmlValidate(folder)).isEmpty();
    }

    private static String htmlValidate(Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        CHECKS.resolve("node_modules/.bin/html-validate").toString(),
                        "--config",
                        CHECKS.resolve("html-validate.json").toString(),
                        "--formatter",
                        "text",
                        folder + "/*.html")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + "\n" + said;
    }
}
