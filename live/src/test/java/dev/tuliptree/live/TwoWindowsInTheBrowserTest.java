package dev.tuliptree.live;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** One page in two windows of a real browser: who is present, and what each window keeps when its connection breaks. */
class TwoWindowsInTheBrowserTest {
    private static Chromium browser;

    private ServedInBackground server;
    private String first;
    private String second;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
    }

    /** Two windows with sessions of their own, in a room of their own. */
    @BeforeEach
    void open() throws Exception {
        var page = new LiveApp();
        page.files(TwoWindowsInTheBrowserTest.class, "windows")
                .onPresence(TwoWindowsInTheBrowserTest::show)
                .on(LiveApp.DOCUMENT_READY, (client, data) -> {
                    if (client.state().has("name")) enter(page, client);
                })
                .on("#enter submit", (client, data) -> {
                    client.state().put("name", data.text("name"));
                    enter(page, client);
                })
                .on("#drop click", (client, data) -> {
                    // More at once than the limit lets wait: the connection is closed, and the page comes back.
                    for (int i = 0; i < 2000; i++) client.send("flood", i);
                });
        var app = new Application();
        page.mount(app, "/");
        server = new ServedInBackground(app);
        first = newWindow();
        second = newWindow();
        browser.console();
    }

    @AfterEach
    void close() {
        server.close();
        var driver = browser.driver();
        List<String> windows = List.copyOf(driver.getWindowHandles());
        // The browser ends with its last window.
        for (String window : windows.subList(1, windows.size()))
            driver.switchTo().window(window).close();
        in(windows.getFirst());
    }

    private String newWindow() throws Exception {
        browser.driver().switchTo().newWindow(WindowType.WINDOW);
        browser.open(server.address());
        return browser.driver().getWindowHandle();
    }

    private static void enter(LiveApp page, Client client) {
        String name = client.state().get("name").text();
        client.setText("#me", name);
        page.group("room").join(client, name);
    }

    /** Shows each member: {@code Ada, Ben in 3 windows}. */
    private static void show(Group room, Client changed) {
        String names = room.present().stream().map(Object::toString).collect(joining(", "));
        room.setText("#present", names + " in " + room.members().size());
        room.appendHtml("#history", Html.format("<li>{}</li>", names));
    }

    private void in(String window) {
        browser.driver().switchTo().window(window);
    }

    private void adaAndBenEnter() {
        in(first);
        browser.enter("#enter input", "Ada");
        browser.untilShown("#present", "Ada in 1");
        in(second);
        browser.enter("#enter input", "Ben");
        browser.untilShown("#present", "Ada, Ben in 2");
    }

    private List<String> history() {
        return browser.all("#history li").stream().map(WebElement::getText).toList();
    }

    @Test
    void bothSeeWhoIsThere() {
        adaAndBenEnter();
        in(first);
        browser.untilShown("#present", "Ada, Ben in 2");
        assertThat(browser.text("#me")).isEqualTo("Ada");
        in(second);
        assertThat(browser.text("#me")).isEqualTo("Ben");
        browser.driver().close();
        in(first);
        browser.untilShown("#present", "Ada in 1");
        assertThat(history()).containsExactly("Ada", "Ada, Ben", "Ada");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void whoHasTwoWindowsOpenIsThereOnceUntilBothAreClosed() {
        adaAndBenEnter();
        browser.enter("#enter input", "Ada");
        browser.untilShown("#present", "Ada in 2");
        in(first);
        browser.driver().close();
        in(second);
        browser.untilShown("#present", "Ada in 1");
    }

    @Test
    void windowThatComesBackIsWhoItWas() {
        adaAndBenEnter();
        in(first);
        WebElement field = browser.driver().findElement(By.cssSelector("#enter input"));
        field.clear();
        field.sendKeys("not sent yet");
        browser.js("document.getElementById('me').textContent = ''");
        browser.click("#drop");
        browser.untilShown("#me", "Ada");
        assertThat(field.getDomProperty("value"))
                .as("the page was not loaded anew")
                .isEqualTo("not sent yet");
        browser.untilShown("#present", "Ben, Ada in 2");
        in(second);
        browser.untilShown("#present", "Ben, Ada in 2");
        assertThat(history()).containsExactly("Ada, Ben", "Ben", "Ben, Ada");
    }

    @Test
    void windowThatIsLoadedAnewIsWhoItWas() {
        adaAndBenEnter();
        browser.driver().navigate().refresh();
        browser.untilShown("#present", "Ada, Ben in 2");
        assertThat(browser.text("#me")).isEqualTo("Ben");
        in(first);
        browser.until(d -> history().size() == 4);
        assertThat(history()).containsExactly("Ada", "Ada, Ben", "Ada", "Ada, Ben");
    }

    /** Browsers copy what a window remembers into one that it opens, and with that the secret for its state. */
    @Test
    void windowOpenedFromAnotherBeginsWithACopyAndGoesItsOwnWay() {
        adaAndBenEnter();
        Set<String> before = browser.driver().getWindowHandles();
        browser.js("open(location.href)");
        String third = browser.until(driver -> driver.getWindowHandles().stream()
                .filter(window -> !before.contains(window))
                .findFirst()
                .orElse(null));
        in(third);
        browser.untilShown("#present", "Ada, Ben in 3");
        browser.enter("#enter input", "Carol");
        browser.untilShown("#present", "Ada, Ben, Carol in 3");
        browser.driver().navigate().refresh();
        browser.untilShown("#me", "Carol");
        in(second);
        browser.driver().navigate().refresh();
        browser.untilShown("#me", "Ben");
    }
}
