package dev.tuliptree.gallery;

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
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The system's Chromium without a screen, with a profile of its own that is thrown away. */
final class Chromium implements AutoCloseable {
    /** Held here, or its level would be forgotten; what it warns of is a protocol that no test uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts the browser; the test is skipped where there is none. */
    static Chromium start() throws IOException {
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

    ChromeDriver driver() {
        return driver;
    }

    /** Waits for something on the current page, in real time. */
    <T> T until(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(50))
                // The page may be loaded anew between finding an element and looking at it.
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    /** Loads a page and waits until the server drives it. */
    void open(String address) {
        driver.get(address);
        untilConnected();
    }

    void untilConnected() {
        until(d -> !driver.findElements(By.cssSelector("html[data-live=open]")).isEmpty());
    }

    void untilShown(String selector, String text) {
        until(d -> driver.findElement(By.cssSelector(selector)).getText().contains(text));
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Types into a field, then presses the enter key. */
    void enter(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text + "\n");
    }

    /** Runs something with a screen as narrow as that of a phone, which no window can be. */
    void onPhone(Action<Exception> test) throws Exception {
        Map<String, Object> phone = Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", phone);
        try {
            test.run();
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** Has pages ask for dark colours or light ones. */
    void scheme(String name) {
        Map<String, Object> scheme = Map.of("name", "prefers-color-scheme", "value", name);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** What the browser's console has to say since it was last asked. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

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
