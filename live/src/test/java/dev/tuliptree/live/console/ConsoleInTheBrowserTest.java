package dev.tuliptree.live.console;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import dev.tuliptree.live.LiveApp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class ConsoleInTheBrowserTest {
    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        var app = new Application();
        LiveApp page = new LiveApp();
        page.mount(app, "/page");
        new Console().connections("page", page).mount(app, "/console");
        server = new ServedInBackground(app, ConsoleInTheBrowserTest::nest);
    }

    /** Tasks in tasks, with names of which none could be broken at a space. */
    private static void nest() {
        nest(12);
    }

    private static void nest(int depth) {
        nursery(n -> {
            if (depth == 0) sleepForever();
            n.start(() -> nest(depth - 1)).name("a.task.with.a.name.that.is.long." + depth);
        });
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (browser != null) browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        browser.open(server.address() + "console/");
        browser.untilShown("#rows", "page reader");
    }

    @Test
    void showsTasksStepsAndConnections() {
        assertThat(browser.all("#rows button"))
                .extracting(WebElement::getText)
                .contains("main", "end of accepting", "connection", "page reader", "console");
        browser.until(d -> browser.text("#connections").equals("0"));
        browser.js("window.other = new WebSocket(new URL('/page/live/socket', location).href.replace('http', 'ws'))");
        browser.untilShown("#connectionRows", "page");
        browser.until(d -> browser.text("#connections").equals("1"));
        browser.js("window.other.close()");
        browser.until(d -> browser.text("#connections").equals("0"));
        assertThat(browser.all("#steps tr")).hasSize(7);
        browser.until(d -> !browser.text("#steps tr td:nth-child(2)").isEmpty());
        assertThat(browser.text("#stepMax")).endsWith(" ms");
        assertThat(browser.console()).as("also of the content security policy").isEmpty();
    }

    @Test
    void stackOfATaskIsShownByKeyboardToo() {
        WebElement task = browser.driver().findElement(By.xpath("//tbody[@id='rows']//button[.='page reader']"));
        task.sendKeys(Keys.ENTER);
        browser.untilShown("#where h2", "Where page reader is");
        browser.untilShown("#where ol", "dev.tuliptree");
        assertThat(task.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(task);
        task.sendKeys(Keys.SPACE);
        browser.until(d -> !d.findElement(By.id("where")).isDisplayed());
    }

    @Test
    void stackIsClosedFromInsideAndTheKeyboardGoesOnAtItsTask() {
        WebElement task = browser.driver().findElement(By.xpath("//tbody[@id='rows']//button[.='page reader']"));
        for (CharSequence key : List.of(Keys.ENTER, Keys.ESCAPE)) {
            task.sendKeys(Keys.ENTER);
            browser.untilShown("#where ol", "dev.tuliptree");
            browser.driver().findElement(By.cssSelector("#where button")).sendKeys(key);
            browser.until(d -> !d.findElement(By.id("where")).isDisplayed());
            assertThat(task.getDomAttribute("aria-pressed")).isEqualTo("false");
            assertThat(browser.driver().switchTo().activeElement()).isEqualTo(task);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void fitsAPhone(String scheme) throws Exception {
        browser.scheme(scheme);
        browser.onPhone(() -> {
            browser.open(server.address() + "console/");
            browser.untilShown("#rows", "a.task.with.a.name.that.is.long.1");
            assertThat(browser.beyondTheEdge()).isZero();
            List<WebElement> tasks = browser.all("#rows button");
            tasks.getFirst().sendKeys(Keys.ENTER);
            browser.untilShown("#where ol", "dev.tuliptree");
            assertThat(browser.js(
                            "return document.querySelector('#where h2').getBoundingClientRect().top < innerHeight"))
                    .as("where the task is shows without scrolling")
                    .isEqualTo(true);
            assertThat(browser.beyondTheEdge()).isZero();
            assertThat(browser.all(".wide, #where"))
                    .filteredOn(WebElement::isDisplayed)
                    .allSatisfy(box -> assertThat(
                                    browser.js("return arguments[0].scrollWidth - arguments[0].clientWidth", box))
                            .as("how far one would have to scroll in %s", box.getAccessibleName())
                            .isEqualTo(0L));
            for (WebElement task : tasks) {
                assertThat(task.getSize().getHeight()).isGreaterThanOrEqualTo(24);
            }
        });
    }

    @Test
    void everythingHasANameForThoseWhoDoNotSeeIt() {
        assertThat(browser.js("return document.documentElement.lang")).isEqualTo("en");
        for (WebElement button : browser.all("#rows button")) {
            assertThat(button.getAccessibleName()).isNotBlank();
        }
        for (WebElement region : browser.all("[tabindex='0']")) {
            if (region.isDisplayed()) assertThat(region.getAccessibleName()).isNotBlank();
            if (region.isDisplayed()) assertThat(region.getAriaRole()).isEqualTo("region");
        }
        assertThat(browser.driver().findElements(By.cssSelector("th:not([scope])")))
                .isEmpty();
        assertThat(browser.all("h1, main, caption")).hasSize(4);
        // What changes every second is not read out; what somebody has asked for is.
        assertThat(browser.all("[aria-live], [role=status]"))
                .extracting(element -> element.getDomAttribute("id"), element -> element.getDomAttribute("class"))
                .hasSize(2);
    }
}
