package dev.tuliptree.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The talk in a real browser: turning its slides, the demos on them, and its file while it is edited. */
class TalkInTheBrowserTest {
    @TempDir
    private static Path folder;

    private static String markdown;
    private static Path file;
    private static int count;
    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        markdown = Templates.text(Talk.class, "talk/slides.md");
        file = Files.writeString(folder.resolve("slides.md"), markdown);
        List<Demo> demos = Gallery.demos(new SplittableRandom(42));
        count = Deck.of(markdown, demos).slides().size();
        Talk talk = new Talk(demos);
        server = new ServedInBackground(Site.of(demos, talk), () -> talk.follow(file));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (browser != null) browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        Files.writeString(file, markdown);
        window(1280, 800);
        // Through another page: the address alone would not load it anew.
        browser.driver().get("about:blank");
        browser.open(server.address() + "talk/");
        untilAt(1);
    }

    @AfterEach
    void nothingIsWrongOnTheConsole() {
        assertThat(browser.console()).isEmpty();
    }

    private static void window(int width, int height) {
        browser.driver().manage().window().setSize(new Dimension(width, height));
    }

    private static void press(CharSequence... keys) {
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    private static void untilAt(int slide) {
        browser.until(d -> place().startsWith(slide + " / "));
        assertThat(browser.all(".slide.shown")).hasSize(1);
    }

    private static String place() {
        return browser.text("#place");
    }

    @Test
    void keysTurnTheSlides() {
        press(Keys.ARROW_RIGHT);
        untilAt(2);
        press(" ");
        untilAt(3);
        press(Keys.PAGE_DOWN);
        untilAt(4);
        press(Keys.chord(Keys.SHIFT, " "));
        untilAt(3);
        press(Keys.ARROW_LEFT);
        untilAt(2);
        press(Keys.END);
        untilAt(count);
        press(Keys.ARROW_RIGHT);
        untilAt(count);
        press(Keys.HOME);
        untilAt(1);
        press(Keys.PAGE_UP);
        untilAt(1);
    }

    @Test
    void buttonsTurnTooAndTheSpaceKeyPressesThem() {
        browser.click("#next");
        untilAt(2);
        press(" ");
        untilAt(3);
        browser.driver().findElement(By.id("previous")).sendKeys(Keys.ENTER);
        untilAt(2);
    }

    @Test
    void swipesTurnThem() {
        swipe(-200);
        untilAt(2);
        swipe(200);
        untilAt(1);
    }

    private static void swipe(int distance) {
        browser.js("""
                const deck = document.getElementById("deck");
                const touch = (x) => new Touch({identifier: 1, target: deck, clientX: x, clientY: 300});
                deck.dispatchEvent(new TouchEvent("touchstart", {touches: [touch(500)]}));
                deck.dispatchEvent(new TouchEvent("touchend", {changedTouches: [touch(500 + arguments[0])]}));
                """, distance);
    }

    @Test
    void addressNamesTheSlide() throws Exception {
        press(Keys.ARROW_RIGHT);
        assertThat(browser.driver().getCurrentUrl()).endsWith("#slide-2");
        browser.driver().navigate().refresh();
        browser.untilConnected();
        untilAt(2);
    }

    @Test
    void notesAreShownWhenAskedFor() {
        WebElement notes = browser.driver().findElement(By.cssSelector(".slide.shown .notes"));
        assertThat(notes.isDisplayed()).isFalse();
        press("n");
        assertThat(notes.isDisplayed()).isTrue();
        press("n");
        assertThat(notes.isDisplayed()).isFalse();
    }

    @Test
    void windowsTurnTogether() throws Exception {
        var driver = browser.driver();
        String audience = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.WINDOW);
        try {
            browser.open(server.address() + "talk/?presenter");
            assertThat(browser.text("#following")).startsWith("Next: ");
            press(Keys.END);
            untilAt(count);
            driver.switchTo().window(audience);
            untilAt(count);
        } finally {
            for (String window : driver.getWindowHandles()) {
                if (!window.equals(audience)) driver.switchTo().window(window).close();
            }
            driver.switchTo().window(audience);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,800", "1920,1080", "1024,768"})
    void everySlideFitsTheScreen(int width, int height) {
        window(width, height);
        for (int i = 1; i <= count; i++) {
            assertThat(overflow("scrollHeight", "clientHeight"))
                    .as("what is below the edge of slide " + i)
                    .isLessThanOrEqualTo(1);
            assertThat(overflow("scrollWidth", "clientWidth"))
                    .as("what is beyond the edge of slide " + i)
                    .isLessThanOrEqualTo(1);
            press(Keys.ARROW_RIGHT);
        }
        untilAt(count);
    }

    private static long overflow(String content, String box) {
        return (Long) browser.js("""
                return Math.max(...[...document.querySelectorAll(".slide.shown, .slide.shown pre")]
                    .map((element) => element[arguments[0]] - element[arguments[1]]));
                """, content, box);
    }

    @Test
    void phoneScrollsDownButNeverSideways() throws Exception {
        browser.onPhone(() -> {
            browser.open(server.address() + "talk/");
            for (int i = 1; i <= count; i++) {
                assertThat(browser.js("""
                        const slide = document.querySelector(".slide.shown");
                        return slide.scrollWidth - slide.clientWidth""")).as("slide " + i).isEqualTo(0L);
                assertThat(browser.beyondTheEdge()).as("slide " + i).isZero();
                press(Keys.ARROW_RIGHT);
            }
        });
    }

    @Test
    void demoOnASlideRuns() {
        WebElement frame = toDemo("9-cancellation");
        var driver = browser.driver();
        driver.switchTo().frame(frame);
        try {
            browser.untilConnected();
            driver.findElement(By.id("go")).click();
            browser.untilShown("#left-1 .note", "1 s");
            press(Keys.ESCAPE);
        } finally {
            driver.switchTo().defaultContent();
        }
        String before = place();
        assertThat(driver.switchTo().activeElement().getDomAttribute("id")).isEqualTo("next");
        press(Keys.ARROW_RIGHT);
        browser.until(d -> !place().equals(before));
    }

    private static WebElement toDemo(String demo) {
        WebElement frame = browser.driver().findElement(By.cssSelector("iframe[src*='" + demo + "']"));
        for (int i = 1; i < count && !frame.isDisplayed(); i++) press(Keys.ARROW_RIGHT);
        assertThat(frame.isDisplayed()).isTrue();
        return frame;
    }

    @Test
    void editedSlidesAppearWhereTheyAreAndOthersAreLeftAlone() throws IOException {
        press(Keys.ARROW_RIGHT);
        untilAt(2);
        browser.js("document.querySelector('.slide').mine = true");
        write(markdown.replace("## What a server does all day", "## It waits & waits"));
        browser.untilShown(".slide.shown h2", "It waits & waits");
        untilAt(2);
        assertThat(browser.js("return document.querySelector('.slide').mine"))
                .as("the first slide is the same element as before")
                .isEqualTo(true);
        write(markdown + "\n---\n\n## One more\n");
        browser.until(d -> place().equals("2 / " + (count + 1)));
        write("# Short");
        browser.until(d -> place().equals("1 / 1"));
    }

    private static void write(String text) throws IOException {
        // As editors do: another file takes the name.
        Path other = Files.write(folder.resolve("edited"), text.getBytes(UTF_8));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void pageThatIsOpenedLaterHasTheEditedSlides() throws Exception {
        write("# Another talk");
        browser.until(d -> place().equals("1 / 1"));
        browser.driver().navigate().refresh();
        browser.untilConnected();
        assertThat(browser.driver().getTitle()).startsWith("Another talk");
    }
}
