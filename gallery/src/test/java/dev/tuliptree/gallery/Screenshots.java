package dev.tuliptree.gallery;

import dev.tuliptree.browser.Chromium;
import dev.tuliptree.browser.ServedInBackground;
import dev.tuliptree.http.Application;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;

/**
 * A program that makes the pictures of the gallery for the documentation, in light and in dark colours. Its argument is
 * the folder to put them into, {@code docs}; it runs on the class path of the tests.
 */
final class Screenshots {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private Screenshots() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<Demo> demos = Gallery.demos(new SplittableRandom(42));
        Application site = Site.withConsole(demos, new Talk(demos));
        try (Chromium browser = Chromium.start();
                ServedInBackground server = new ServedInBackground(site)) {
            for (String scheme : new String[] {"light", "dark"}) {
                show(browser, scheme);
                String address = server.address();

                browser.driver().get(address);
                take(browser, folder.resolve("index-" + scheme + ".png"));

                browser.open(address + "9-cancellation/");
                browser.click("#go");
                browser.untilShown("#left-1 .note", "1 s");
                browser.click("#right button");
                browser.untilShown("#right-1 .note", "the button of right was pressed");
                take(browser, folder.resolve("cancellation-" + scheme + ".png"));

                browser.open(address + "18-jdbc/");
                browser.click("#go");
                browser.until(d -> browser.text("#counter .note").matches("\\d{2}"));
                take(browser, folder.resolve("jdbc-" + scheme + ".png"));

                // Something to see in the console, in another window.
                browser.open(address + "11-backpressure/");
                browser.click("#go");
                String demo = browser.driver().getWindowHandle();
                browser.driver().switchTo().newWindow(WindowType.TAB);
                show(browser, scheme);
                browser.open(address + "console/");
                browser.untilShown("#rows", "5 of 5 items, 1 putting");
                browser.until(d -> !browser.text("#lagMax").isEmpty());
                take(browser, folder.resolve("console-" + scheme + ".png"));
                browser.driver().close();
                browser.driver().switchTo().window(demo);

                browser.driver().get("about:blank");
                browser.open(address + "talk/#slide-" + slide("## Nurseries"));
                take(browser, folder.resolve("talk-" + scheme + ".png"));
            }
        }
        System.exit(0);
    }

    /** Sets up the screen of the window that is open. */
    private static void show(Chromium browser, String scheme) {
        Map<String, Object> screen = Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false);
        browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", screen);
        browser.driver().executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.scheme(scheme);
    }

    /** The number of the slide that has a line. */
    private static int slide(String line) {
        String before = Templates.text(Talk.class, "talk/slides.md").split(line, 2)[0];
        return before.split("\n---\n", -1).length;
    }

    private static void take(Chromium browser, Path file) throws Exception {
        byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        ImageIO.write(Palette.reduce(image), "png", file.toFile());
        System.out.println(file + ": " + Files.size(file) / 1024 + " KiB");
    }
}
