package dev.tuliptree.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
public final class Chromium implements AutoCloseable {
    /** Held here, or its level would be forgotten; what it warns of is a protocol that no test uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts the browser; the test is skipped where there is none. */
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

    public ChromeDriver driver() {
        return driver;
    }

    /** Waits for something on the current page, in real time. */
    public <T> T until(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(50))
                // The page may be loaded anew between finding an element and looking at it.
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    /** Loads a page and waits until the server drives it. */
    public void open(String address) {
        driver.get(address);
        untilConnected();
    }

    public void untilConnected() {
        until(d -> !driver.findElements(By.cssSelector("html[data-live=open]")).isEmpty());
    }

    public void untilShown(String selector, String text) {
        until(d -> driver.findElement(By.cssSelector(selector)).getText().contains(text));
    }

    public String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Types into a field, then presses the enter key. */
    public void enter(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text + "\n");
    }

    /** What the browser's console has to say since it was last asked. */
    public List<String> console() {
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
