package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** That the page of each demo works in a real browser; what the demos do is tested on a virtual clock. */
class PagesInTheBrowserTest {
    private static Chromium browser;
    private static ServedInBackground server;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
        List<Demo> demos = Gallery.demos(new SplittableRandom(42));
        Application site = Site.withConsole(demos, new Talk(demos));
        server = new ServedInBackground(site);
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

    static List<String> pages() {
        return Stream.concat(
                        Stream.of("", "talk/", "console/"),
                        Gallery.demos(new SplittableRandom()).stream().map(demo -> demo.path() + "/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageIsNoWiderThanAPhone(String page) throws Exception {
        browser.onPhone(() -> {
            browser.driver().get(server.address() + page);
            assertThat(browser.beyondTheEdge()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-simultaneous", "3-wait", "4-as-completed", "6-call-soon-threadsafe"})
    void facesOfBothAppearBesideEachOther(String demo) throws Exception {
        open(demo);
        browser.click("#go");
        browser.untilThereAre(1, "#foo li");
        browser.untilThereAre(1, "#bar li");
    }

    @Test
    void facesOfFooAppearWhileBarIsInAnotherThread() throws Exception {
        open("5-run-in-executor");
        browser.click("#go");
        browser.untilThereAre(2, "#foo li");
        assertThat(browser.text("#log")).contains("another thread");
    }

    @Test
    void expressionIsTriedAsItIsTyped() throws Exception {
        open("7-regex");
        browser.untilShown("#found", "Matches: 3");
        browser.driver().findElement(By.id("regex")).sendKeys("x");
        browser.untilShown("#found", "Matches: 0");
        browser.click("[data-regex^='(?<name']");
        browser.untilShown("#problem", "named capturing group");
        browser.click("[data-regex$='!']");
        browser.untilShown("#problem", "Stopped");
    }

    @Test
    void branchesOfTheTreeAreCancelled() throws Exception {
        open("9-cancellation");
        browser.click("#go");
        browser.untilShown("#left-1 .note", "1 s");
        browser.click("#right button");
        browser.untilShown("#right-1 .note", "the button of right was pressed");
        browser.until(d ->
                !d.findElements(By.cssSelector("#left-1[data-state=running]")).isEmpty());
    }

    @Test
    void childFailsAndTheOthersAreCancelled() throws Exception {
        open("10-nurseries");
        browser.click("#go");
        browser.untilShown("#ben .note", "plays");
        browser.click("#ben button");
        browser.untilShown("#log", "ben was made to fail");
    }

    @Test
    void queueIsSeenToFill() throws Exception {
        open("11-backpressure");
        browser.click("#go");
        browser.untilShown("#queue .note", "■■■■■");
    }

    @Test
    void generatorsAnswer() throws Exception {
        open("12-generators");
        browser.click("#next");
        browser.click("#next");
        browser.untilShown("#values", "0 1");
        browser.enter("#number", "4");
        browser.untilShown("#averages", "sent 4, got 4.000");
    }

    @Test
    void webSocketEchoes() throws Exception {
        open("13-websocket-echo");
        browser.untilShown("#lines", "Open.");
        browser.click("#say button");
        browser.untilShown("#lines", "Hello (");
        browser.click("#close");
        browser.untilShown("#lines", "Closed with code 1000.");
    }

    @Test
    void linesComeBackThroughTcp() throws Exception {
        open("14-tcp-echo");
        browser.click("#start button");
        browser.untilShown("#log", "leaf → fael");
        browser.untilShown("#log", "have ended");
    }

    @Test
    void outputOfAProgramArrives() throws Exception {
        open("15-subprocess");
        browser.click("#go");
        browser.untilShown("#log", "line 1 of 8");
        browser.click("#stop");
        browser.until(d -> d.findElement(By.id("go")).isEnabled());
    }

    @Test
    void hikersCrossTheBridge() throws Exception {
        open("16-locks");
        browser.click("#go");
        browser.untilThereAre(1, "[data-state=waiting]");
    }

    @Test
    void bodyArrivesPieceByPiece() throws Exception {
        open("17-streaming");
        browser.click("#fetch");
        browser.untilThereAre(3, "#pieces span");
        browser.click("#abort");
        browser.untilShown("#count", "Aborted after");
    }

    @Test
    void eventsGoOnWhereTheyWereStopped() throws Exception {
        open("17-streaming");
        browser.click("#listen");
        browser.untilThereAre(2, "#events li");
        browser.click("#stop");
        browser.untilShown("#feed", "Stopped.");
        int seen = leaves().size();
        // The focus is where the keyboard goes on.
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Resume");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.until(d -> leaves().size() > seen + 1);
        List<Integer> leaves = leaves();
        assertThat(leaves)
                .as("no event is lost and none comes twice")
                .isEqualTo(IntStream.range(leaves.getFirst(), leaves.getFirst() + leaves.size())
                        .boxed()
                        .toList());
    }

    private static List<Integer> leaves() {
        return browser.text("#events")
                .lines()
                .map(line -> Integer.valueOf(line.replaceAll("^leaf (\\d+),.*", "$1")))
                .toList();
    }

    @Test
    void counterGoesOnBesideASlowQuery() throws Exception {
        // Without the flag the driver would hold up the loop, as the page says.
        assumeTrue(!"baton".equals(System.getProperty(CarrierKind.PROPERTY)));
        open("18-jdbc");
        browser.click("#go");
        browser.untilShown("#slow .note", "waits for");
        browser.until(d -> browser.text("#counter .note").matches("\\d{2}"));
        assertThat(browser.text("#slow .note")).contains("waits for");
        browser.click("#stop");
        browser.untilShown("#log", "the same connection says 42");
    }

    @Test
    void consoleShowsWhoHasTheChatOpen() throws Exception {
        browser.driver().get(server.address());
        browser.driver().findElement(By.linkText("its console")).click();
        browser.untilConnected();
        String console = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.WINDOW);
        String chat = browser.driver().getWindowHandle();
        open("8-chat");
        browser.driver().switchTo().window(console);
        browser.untilShown("#connectionRows", "Chat");
        browser.driver().switchTo().window(chat).close();
        browser.driver().switchTo().window(console);
        browser.until(d -> !d.findElement(By.id("connectionRows")).getText().contains("Chat"));
    }

    @Test
    void consoleShowsTheTasksAndWhereTheyAre() throws Exception {
        open("console");
        browser.untilShown("#rows", "console's lag meter");
        browser.until(d -> !browser.text("#lagMax").isEmpty());
        browser.driver()
                .findElement(By.xpath("//button[text()=\"console's lag meter\"]"))
                .click();
        browser.untilShown("#where", "Where console's lag meter is");
        browser.untilShown("#where", "LagMeter.run");
        assertThat(browser.driver().switchTo().activeElement().getText())
                .as("the focus stays, whatever is updated")
                .isEqualTo("console's lag meter");
    }
}
