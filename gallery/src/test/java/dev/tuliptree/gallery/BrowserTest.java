package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
    private static final String ADDRESS = "http://127.0.0.1:8080/";

    @Test
    void isOpenedTheWayOfEachSystem() {
        assertThat(Browser.command("Mac OS X", Map.of(), ADDRESS)).containsExactly("open", ADDRESS);
        assertThat(Browser.command("Windows 11", Map.of(), ADDRESS))
                .startsWith("rundll32")
                .endsWith(ADDRESS);
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0"), ADDRESS)).containsExactly("xdg-open", ADDRESS);
        assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), ADDRESS))
                .isNotEmpty();
    }

    @Test
    void isNotOpenedWhereThereIsNoScreen() {
        assertThat(Browser.command("Linux", Map.of(), ADDRESS)).isEmpty();
    }
}
