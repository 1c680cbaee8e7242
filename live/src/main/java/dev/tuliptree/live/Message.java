package dev.tuliptree.live;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One text frame between server and page: {@code {"route": "...", "content": ...}}. A command's route is {@code live.}
 * and the name of the {@link Client}'s method; its content has the selector and the other arguments.
 *
 * @param route what the message is for
 * @param content what it carries
 */
public record Message(String route, Data content) {

    /** Reads a frame from the page; content may be left out. */
    static Message parse(String frame) throws MalformedMessageException {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(frame);
        } catch (JacksonException e) {
            throw new MalformedMessageException("not JSON");
        }
        JsonNode route = json.get("route");
        if (route == null || !route.isString()) throw new MalformedMessageException("no route");
        JsonNode content = json.get("content");
        return new Message(route.stringValue(), content == null ? Data.NOTHING : new Data(content));
    }

    /** Reads a frame that {@link #format} has written. */
    static Message fromServer(String frame) {
        try {
            return parse(frame);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(frame, e);
        }
    }

    /**
     * Writes a frame.
     *
     * @throws IllegalArgumentException if the content cannot be written as JSON
     */
    static String format(String route, @Nullable Object content) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("route", route);
        members.put("content", content);
        try {
            return Json.MAPPER.writeValueAsString(members);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the content for \"" + route + "\" cannot be written as JSON", e);
        }
    }

    /** What our script never sends: somebody else's did. */
    static final class MalformedMessageException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedMessageException(String problem) {
            super(problem);
        }
    }
}
