package dev.tuliptree.gallery;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens addresses in the user's browser, where there is one. */
final class Browser {
    private Browser() {}

    /** Opens an address, or does nothing. Blocks while a process is started: not for the loop's thread. */
    static void open(String address) {
        List<String> command = command(System.getProperty("os.name", ""), System.getenv(), address);
        if (command.isEmpty()) return;
        try {
            new ProcessBuilder(command)
                    .redirectOutput(DISCARD)
                    .redirectError(DISCARD)
                    .start();
        } catch (IOException e) {
            // The address has been printed: the user opens it by hand.
        }
    }

    /** The command that opens an address; empty where nobody would see a browser. */
    static List<String> command(String system, Map<String, String> environment, String address) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) return List.of("open", address);
        if (os.startsWith("windows")) return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        boolean display = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return display ? List.of("xdg-open", address) : List.of();
    }
}
