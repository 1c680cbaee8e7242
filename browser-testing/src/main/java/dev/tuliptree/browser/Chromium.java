package dev.tuliptree.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.Action;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's Chromium without a screen, with a profile of its own that is thrown away. What waits does so in real
 * time, for 15 seconds, and then fails.
 */
public final class Chromium implements AutoCloseable {
    /** Held here, or its level would be forgotten; what it warns of is a protocol that no test uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /**
     * Starts the browser; the test is skipped where there is none.
     *
     * @return the browser, to be closed
     * @throws IOException if there is no room for its profile
     */
    public static Chromium start() throws IOException {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = onPath("chromedriver");
        assumeTrue(
                browser.isPresent() && chromedriver.isPresent(),
                "This test needs Chromium and its driver: apt-get install chromium chromium-driver");
        SELENIUM.setLevel(Level.SEVERE);
        Path profile = Files.createTempDirectory("tuliptree-chromium");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1000,800",
                "--user-data-dir=" + profile);
        // With its path given, Selenium looks for no driver on the network.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options), profile);
    }

    /** All else that it can do. */
    public ChromeDriver driver() {
        return driver;
    }

    /**
     * Waits for something on the current page.
     *
     * @param condition is looked at until it returns neither null nor false
     * @param <T> what it returns
     * @return what it has returned
     */
    public <T> T until(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(50))
                // The page may be loaded anew between finding an element and looking at it.
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    /** Loads a live page and waits until the server drives it. */
    public void open(String address) {
        driver.get(address);
        untilConnected();
    }

    /** Waits until the server drives the live page. */
    public void untilConnected() {
        untilThereAre(1, "html[data-live=open]");
    }

    /** Waits until the first element that matches a CSS selector shows a text, among others. */
    public void untilShown(String selector, String text) {
        until(d -> text(selector).contains(text));
    }

    /** Waits until so many elements, or more, match a CSS selector. */
    public void untilThereAre(int least, String selector) {
        until(d -> all(selector).size() >= least);
    }

    /** The elements that match a CSS selector. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What the first element that matches a CSS selector shows. */
    public String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Clicks on the first element that matches a CSS selector. */
    public void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Types into a field, then presses the enter key. */
    public void enter(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text + "\n");
    }

    /**
     * Runs a script in the page.
     *
     * @param script the body of a function, in JavaScript
     * @param args its {@code arguments}
     * @return what it returns: null, a Boolean, a Long, a Double, a String, a WebElement, a List or a Map
     */
    public @Nullable Object js(String script, Object... args) {
        return driver.executeScript(script, args);
    }

    /** How far the page reaches beyond the right edge of the screen, in CSS pixels: so far it could be scrolled. */
    public long beyondTheEdge() {
        Object pixels = js("const page = document.documentElement; return page.scrollWidth - page.clientWidth");
        return ((Number) Objects.requireNonNull(pixels)).longValue();
    }

    /** Runs something with a screen as narrow as that of a phone, 360 CSS pixels, which no window can be. */
    public void onPhone(Action<Exception> test) throws Exception {
        Map<String, Object> phone = Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", phone);
        try {
            test.run();
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** Has pages ask for {@code dark} colours or {@code light} ones. */
    public void scheme(String name) {
        Map<String, Object> scheme = Map.of("name", "prefers-color-scheme", "value", name);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** What the browser's console has to say since it was last asked. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Ends the browser, and throws its profile away. */
    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
