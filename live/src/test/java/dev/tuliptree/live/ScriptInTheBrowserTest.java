package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What the browser's half of live pages does, in a real browser and in real time. */
class ScriptInTheBrowserTest {
    private static Chromium browser;
    private static ServedInBackground server;

    /** The page shows in a list what the server has heard. */
    private static void heard(Client client, String route, Data data) {
        client.appendHtml("#seen", Html.format("<li>{} {}</li>", route, data));
    }

    private static void commands(Client client, Data data) {
        client.setText("#text", "<b>text</b>");
        client.appendText("#text", " & <i>more</i>");
        client.setHtml("#html", "<b>bold</b>");
        client.appendHtml("#html", "<i>italic</i>");
        client.setText(".many", "all");
        client.show("#hidden");
        client.hide("h1");
        client.setValue("[name=name]", "Grace");
        client.call("#dialog", "show");
        client.call("#dialog", "classList.add", "open", "wide");
        client.focus("#focused");
        client.setText(".none", "nobody");
        client.call("#dialog", "noSuchMethod");
        client.log(Map.of("n", 1));
        client.setText("title", "Done");
    }

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        var page = new LiveApp()
                .files(ScriptInTheBrowserTest.class, "script")
                .on("commands", ScriptInTheBrowserTest::commands)
                .on("early", (client, data) -> heard(client, "early", data))
                .on("answer", (client, data) -> heard(client, "answer", data))
                .on("hello", (client, data) -> client.send("hello", Map.of("n", 21)))
                .on("#form submit", (client, data) -> heard(client, "submit", data))
                .on("#list .item click", (client, data) -> heard(client, "click", data))
                .on("#list mouseenter", (client, data) -> heard(client, "mouseenter", data))
                .on("#focused focus", (client, data) -> heard(client, "focus", data))
                .on("not[a selector click", (client, data) -> {})
                .on("bye", (client, data) -> client.close());
        var app = new Application();
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
        browser.console();
        browser.open(server.address());
        browser.untilShown("#seen", "early [\"before\",\"the\",\"connection\"]");
        assertThat(browser.console()).singleElement().asString().contains("not[a selector");
    }

    @Test
    void carriesOutCommands() {
        browser.js("live.send('commands')");
        browser.until(d -> "Done".equals(d.getTitle()));
        assertThat(browser.text("#text")).isEqualTo("<b>text</b> & <i>more</i>");
        assertThat(browser.text("#html b")).isEqualTo("bold");
        assertThat(browser.text("#html i")).isEqualTo("italic");
        assertThat(browser.driver().findElements(By.className("many")))
                .extracting(element -> element.getText())
                .containsExactly("all", "all");
        assertThat(browser.text("#hidden")).isEqualTo("shown");
        assertThat(browser.driver().findElement(By.tagName("h1")).isDisplayed()).isFalse();
        assertThat(browser.js("return document.forms[0].name.value")).isEqualTo("Grace");
        assertThat(browser.js("return document.activeElement.id")).isEqualTo("focused");
        assertThat(browser.driver().findElement(By.id("dialog")).isDisplayed()).isTrue();
        assertThat(browser.js("return document.getElementById('dialog').className"))
                .isEqualTo("open wide");
        assertThat(browser.console())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("nothing matches"))
                .anySatisfy(line -> assertThat(line).contains("live.call").contains("failed"));
    }

    @Test
    void formSendsItsFieldsAndLoadsNothing() {
        browser.js("window.same = true");
        browser.click("#form button");
        browser.untilShown(
                "#seen",
                "submit {\"name\":\"Ada\",\"text\":\"one\\ntwo\",\"size\":\"large\",\"topic\":[\"loops\",\"trees\"],"
                        + "\"button\":\"pressed\"}");
        assertThat(browser.js("return window.same")).isEqualTo(true);
    }

    @Test
    void elementsAddedLaterAreHeardToo() {
        browser.js("document.getElementById('list').innerHTML = '<p class=item><b>inner</b></p>'");
        browser.click("#list b");
        browser.untilShown("#seen", "click {}");
    }

    @Test
    void eventsThatDoNotBubbleAreHeardToo() {
        browser.click("#focused");
        browser.untilShown("#seen", "focus {}");
    }

    @Test
    void pagesOwnScriptsTalkWithTheServer() {
        browser.js("live.send('hello')");
        browser.untilShown("#seen", "answer {\"twice\":42}");
    }

    @Test
    void connectionThatTheServerEndsIsNotMadeAgain() throws Exception {
        browser.js("live.send('bye')");
        browser.untilThereAre(1, "html[data-live=closed]");
        browser.untilShown("[role=status]", "closed this page");
        // Longer than the first new try would take.
        Thread.sleep(1000);
        assertThat(browser.js("return document.documentElement.dataset.live")).isEqualTo("closed");
        assertThat(browser.js("return live.send('hello')")).isEqualTo(false);
    }

    /** Breaks the connection, by a message that is too long for the server. */
    private static void loseConnection() {
        browser.js("live.send('early', 'x'.repeat(100_000))");
        browser.untilThereAre(1, "html[data-live=lost]");
    }

    @Test
    void pageWithoutConnectionSaysSoAndIsThenLoadedAnew() {
        browser.js("window.same = true");
        loseConnection();
        assertThat(browser.text("[role=status]")).contains("Reconnecting");
        assertThat(browser.js("return live.send('hello')"))
                .as("no server will know this page")
                .isEqualTo(false);
        browser.until(d -> browser.js("return window.same") == null);
        browser.untilConnected();
        browser.untilShown("#seen", "early");
    }

    @Test
    void pageThatCanGoOnDoesAndSendsWhatItKept() {
        browser.js("window.same = true; live.settings.afterLoss = 'resume'");
        loseConnection();
        assertThat(browser.js("return [...Array(101)].map(() => live.send('hello')).filter((sent) => sent).length"))
                .as("no more is kept than the setting says")
                .isEqualTo(100L);
        browser.untilConnected();
        browser.until(d -> d.findElements(By.cssSelector("#seen li")).size() == 101);
        assertThat(browser.js("return window.same")).isEqualTo(true);
        assertThat(browser.text("[role=status]")).isEmpty();
    }
}
