package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** Files, state, handlers of one page and fragments, in a real browser that runs no inline scripts. */
class InTheBrowserTest {
    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'";

    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        var fragments = Fragments.of(InTheBrowserTest.class, "fragments");
        var page = new LiveApp();
        page.files(InTheBrowserTest.class, "browser")
                .on(LiveApp.DOCUMENT_READY, (client, data) -> {
                    State state = client.state();
                    client.setText(
                            "#state", state.has("name") ? state.get("name").text() : "nothing is kept");
                    page.group("all").join(client);
                })
                .on("#keep submit", (client, data) -> {
                    client.state().put("name", data.text("name"));
                    client.setText("#state", "kept");
                })
                .on("#upload submit", (client, data) -> {
                    for (UploadFile file : data.files("photo")) {
                        try (Upload upload = client.open(file)) {
                            int length = upload.readAllBytes().length;
                            client.appendHtml("#uploaded", Html.format("<b>{} {}</b>", file.name(), length));
                        }
                    }
                })
                .on("#on click", (client, data) -> {
                    client.on("#small click", (c, d) -> c.appendText("#small-heard", "heard "));
                    client.appendText("#small-heard", "on ");
                })
                .on("#off click", (client, data) -> {
                    client.off("#small click");
                    client.appendText("#small-heard", "off ");
                })
                .on("#drop click", (client, data) -> {
                    // More at once than the limit lets wait: the connection is closed, and the page comes back.
                    for (int i = 0; i < 2000; i++) client.send("flood", i);
                })
                .on("#say click", (client, data) -> {
                    String evil = "<script>document.title='evil'</script><img src=x onerror=\"document.title='evil'\">";
                    page.group("all").setHtml("#fragments", fragments.render("item.html", Map.of("name", evil)));
                });
        var app = new Application();
        app.use((request, next) -> {
            Response response = next.handle(request);
            return response.header("Content-Security-Policy", POLICY);
        });
        page.mount(app, "/");
        server = new ServedInBackground(app);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (browser != null) browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        browser.driver().get("about:blank");
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.open(server.address());
        browser.untilShown("#state", "nothing is kept");
        browser.console();
    }

    @Test
    void stateOutlivesTheConnectionAndTheLoading() {
        browser.enter("#keep input", "Ada");
        browser.untilShown("#state", "kept");
        browser.click("#drop");
        browser.untilShown("#state", "Ada");
        browser.driver().navigate().refresh();
        browser.untilConnected();
        browser.untilShown("#state", "Ada");
    }

    @Test
    void filesAreSentAndTheirProgressShows(@TempDir Path folder) throws Exception {
        Path one = Files.write(folder.resolve("one.bin"), new byte[300_000]);
        Path two = Files.writeString(folder.resolve("two.txt"), "twelve bytes");
        browser.driver().findElement(By.cssSelector("#upload input")).sendKeys(one + "\n" + two);
        browser.click("#upload button");
        browser.untilShown("#uploaded", "one.bin 300000");
        browser.untilShown("#uploaded", "two.txt 12");
        browser.untilShown("#progress", "two.txt 12 of 12");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void handlersOfThePageComeAndGo() {
        browser.click("#small");
        browser.click("#on");
        browser.untilShown("#small-heard", "on");
        browser.click("#small");
        browser.untilShown("#small-heard", "on heard");
        browser.click("#off");
        browser.untilShown("#small-heard", "on heard off");
        browser.click("#small");
        browser.click("#on");
        browser.untilShown("#small-heard", "on heard off on");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void fragmentsShowWhatTheyWereGivenAndRunNothing() {
        browser.click("#say");
        browser.untilShown("#fragments", "<script>document.title='evil'</script><img");
        assertThat(browser.all("#fragments script, #fragments img")).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("A page");
        assertThat(browser.console())
                .as("nothing breaks the content security policy")
                .isEmpty();
    }
}
