package dev.tuliptree.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.live.Chromium;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.live.ServedInBackground;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
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
        server = new ServedInBackground(app);
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

    private static Object js(String script) {
        return ((JavascriptExecutor) browser.driver()).executeScript(script);
    }

    @Test
    void showsTasksStepsAndConnections() {
        browser.until(d -> browser.text("#connections").equals("0"));
        js("window.other = new WebSocket(new URL('/page/live/socket', location).href.replace('http', 'ws'))");
        browser.untilShown("#connectionRows", "page");
        browser.until(d -> browser.text("#connections").equals("1"));
        js("window.other.close()");
        browser.until(d -> browser.text("#connections").equals("0"));
        assertThat(browser.driver().findElements(By.cssSelector("#steps tr"))).hasSize(7);
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
    void everythingHasANameForThoseWhoDoNotSeeIt() {
        assertThat(js("return document.documentElement.lang")).isEqualTo("en");
        for (WebElement button : browser.driver().findElements(By.cssSelector("#rows button"))) {
            assertThat(button.getAccessibleName()).isNotBlank();
        }
        for (WebElement region : browser.driver().findElements(By.cssSelector("[tabindex='0']"))) {
            if (region.isDisplayed()) assertThat(region.getAccessibleName()).isNotBlank();
            if (region.isDisplayed()) assertThat(region.getAriaRole()).isEqualTo("region");
        }
        assertThat(browser.driver().findElements(By.cssSelector("th:not([scope])")))
                .isEmpty();
        assertThat(browser.driver().findElements(By.cssSelector("h1, main, caption")))
                .hasSize(4);
        // What changes every second is not read out; what somebody has asked for is.
        assertThat(browser.driver().findElements(By.cssSelector("[aria-live], [role=status]")))
                .extracting(element -> element.getDomAttribute("id"), element -> element.getDomAttribute("class"))
                .hasSize(2);
    }
}
