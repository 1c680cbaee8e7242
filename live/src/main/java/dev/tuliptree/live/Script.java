package dev.tuliptree.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** The browser's half. */
final class Script {
    private static final String NAME = "tuliptree-live.js";

    private Script() {}

    /**
     * The script with a page's routes at its end. They are part of it, and not the first message, so that no form is
     * ever submitted the browser's own way because the connection was not made yet.
     */
    static byte[] text(List<Route.DomEvent> events) {
        try (InputStream script = Script.class.getResourceAsStream(NAME)) {
            if (script == null) throw new IllegalStateException(NAME + " is missing");
            ArrayNode routes = Json.MAPPER.createArrayNode();
            events.forEach(route ->
                    routes.addObject().put("selector", route.selector()).put("event", route.event()));
            return (new String(script.readAllBytes(), UTF_8) + "live.register(" + routes + ");\n").getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
