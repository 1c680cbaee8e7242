package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** That the page of each demo works in a real browser; what the demos do is tested on a virtual clock. */
class PagesInTheBrowserTest {
    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        server = new ServedInBackground(Site.of(Gallery.demos(new SplittableRandom(42))));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (browser != null) browser.close();
    }

    @AfterEach
    void nothingIsWrongOnTheConsole() {
        assertThat(browser.console()).isEmpty();
    }

    private static void open(String demo) throws Exception {
        browser.open(server.address() + demo + "/");
    }

    private static void press(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-simultaneous", "3-wait", "4-as-completed", "6-call-soon-threadsafe"})
    void facesOfBothAppearBesideEachOther(String demo) throws Exception {
        open(demo);
        press("#go");
        browser.until(d -> !d.findElements(By.cssSelector("#foo li")).isEmpty());
        browser.until(d -> !d.findElements(By.cssSelector("#bar li")).isEmpty());
    }

    @Test
    void facesOfFooAppearWhileBarIsInAnotherThread() throws Exception {
        open("5-run-in-executor");
        press("#go");
        browser.until(d -> d.findElements(By.cssSelector("#foo li")).size() >= 2);
        assertThat(browser.text("#log")).contains("another thread");
    }

    @Test
    void expressionIsTriedAsItIsTyped() throws Exception {
        open("7-regex");
        browser.untilShown("#found", "Matches: 3");
        browser.driver().findElement(By.id("regex")).sendKeys("x");
        browser.untilShown("#found", "Matches: 0");
        press("[data-regex^='(?<name']");
        browser.untilShown("#problem", "named capturing group");
        press("[data-regex$='!']");
        browser.untilShown("#problem", "Stopped");
    }
}
