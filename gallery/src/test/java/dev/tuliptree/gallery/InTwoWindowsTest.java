package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** The demos in a real browser, served by the real program, in real time. */
class InTwoWindowsTest {
    private static Chromium browser;
    private static GalleryProcess gallery;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        gallery = GalleryProcess.start("--port", "0");
        address = gallery.address();
    }

    @AfterAll
    static void stop() {
        if (gallery != null) gallery.close();
        if (browser != null) browser.close();
    }

    @Test
    void peopleChat() {
        var driver = browser.driver();
        browser.open(address + "8-chat/");
        browser.enter("#username", "Ada");
        browser.untilShown("#messages", "Ada entered the room.");
        String ada = driver.getWindowHandle();

        driver.switchTo().newWindow(WindowType.WINDOW);
        String ben = driver.getWindowHandle();
        browser.open(address + "8-chat/");
        browser.enter("#username", "Ben");
        browser.untilShown("#messages", "Ben entered the room.");
        assertThat(browser.text("#messages")).doesNotContain("Ada entered");
        assertThat(driver.findElement(By.id("signin")).isDisplayed()).isFalse();

        driver.switchTo().window(ada);
        browser.untilShown("#messages", "Ben entered the room.");
        browser.untilShown("#present", "You and one other are here.");
        browser.enter("#chat input", "Hello Ben");
        browser.untilShown("#messages", "Ada: Hello Ben");

        driver.switchTo().window(ben);
        browser.untilShown("#messages", "Ada: Hello Ben");
        browser.enter("#chat input", "<script>document.title='x'</script>");
        browser.untilShown("#messages", "Ben: <script>document.title='x'</script>");
        assertThat(driver.findElement(By.cssSelector("#chat input")).getDomProperty("value"))
                .isEmpty();

        driver.switchTo().window(ada);
        browser.untilShown("#messages", "Ben: <script>document.title='x'</script>");
        assertThat(driver.getTitle()).isEqualTo("Chat – Tuliptree");
        driver.switchTo().window(ben).close();

        driver.switchTo().window(ada);
        browser.untilShown("#messages", "Ben left the room.");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void facesArriveOneByOne() {
        browser.driver().get(address);
        browser.driver()
                .findElement(By.partialLinkText("Foo runs, then bar runs"))
                .click();
        browser.untilConnected();
        browser.click("#go");
        browser.untilThereAre(2, "#foo li");
        assertThat(browser.driver().findElement(By.id("go")).isEnabled()).isFalse();
        assertThat(browser.all("#bar li")).isEmpty();
        assertThat(browser.text("#log")).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void pageComesBackWithItsServer() throws Exception {
        int port;
        try (var first = GalleryProcess.start("--port", "0")) {
            String place = first.address();
            port = URI.create(place).getPort();
            browser.open(place + "8-chat/");
            browser.enter("#username", "Ada");
            browser.untilShown("#messages", "Ada entered the room.");
            first.terminate();
            browser.untilShown("[role=status]", "Connection lost");
            first.exitCode(Duration.ofSeconds(20));
            browser.enter("#chat input", "nobody hears this");
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#chat input"))
                            .getDomProperty("value"))
                    .as("what could not be sent stays where it was")
                    .isEqualTo("nobody hears this");
        }
        try (var second = GalleryProcess.start("--port", "" + port)) {
            second.address();
            // The server knows nobody any more, so the page begins anew.
            browser.until(d -> d.findElement(By.id("signin")).isDisplayed());
            browser.untilConnected();
            browser.enter("#username", "Ada");
            browser.untilShown("#messages", "Ada entered the room.");
        }
    }
}
