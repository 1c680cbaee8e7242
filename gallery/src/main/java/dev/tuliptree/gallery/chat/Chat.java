package dev.tuliptree.gallery.chat;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.Html;
import dev.tuliptree.live.LiveApp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A room to chat in. Its whole state is one map, and none of the methods needs a lock: between two suspensions nothing
 * else runs on the loop.
 */
public final class Chat {
    /** The longest name, in characters. */
    static final int MAX_NAME = 24;

    /** The longest message, in characters. */
    static final int MAX_MESSAGE = 500;

    /** How many people the room holds. */
    static final int MAX_PEOPLE = 200;

    /** How long after a message its sender's next one waits: nobody floods the room. */
    static final Duration BREATH = millis(100);

    private final Map<Client, Person> people = new LinkedHashMap<>();
    private int entered;

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = new LiveApp()
                .on("div#signin form submit", this::signIn)
                .on("div#chat form submit", this::say)
                .on(LiveApp.CONNECTION_LOST, this::leave);
        return new Demo(
                "8-chat", "Chat", "A room for everyone who has this page open: sign in, and talk.", Chat.class, page);
    }

    private void signIn(Client client, Data data) {
        if (people.containsKey(client)) return;
        String name = clean(data.text("username"), MAX_NAME);
        String problem = problem(name);
        client.setText("#problem", problem);
        if (!problem.isEmpty()) return;

        // Steps that make neighbours look different.
        Person person = new Person(name, entered++ * 5 % Person.HUES);
        people.put(client, person);
        client.hide("#signin");
        client.show("#chat");
        client.focus("#chat input");
        tellAll("<p class=\"notice\">" + person.html() + " entered the room.</p>");
        countAll();
    }

    private void say(Client client, Data data) {
        Person person = people.get(client);
        if (person == null) return;
        String message = clean(data.text("message"), MAX_MESSAGE);
        client.setValue("#chat input", "");
        if (message.isEmpty()) return;
        tellAll("<p>" + person.html() + Html.format(": {}</p>", message));
        sleep(BREATH);
    }

    private void leave(Client client, Data data) {
        Person person = people.remove(client);
        if (person == null) return;
        tellAll("<p class=\"notice\">" + person.html() + " left the room.</p>");
        countAll();
    }

    private String problem(String name) {
        if (name.codePoints().noneMatch(Chat::isVisible)) return "Please type a name.";
        if (people.size() >= MAX_PEOPLE) return "The room is full. Please try again later.";
        boolean taken = people.values().stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
        return taken ? name + " is in the room already. Please take another name." : "";
    }

    private void tellAll(String html) {
        for (Client client : people.keySet()) client.appendHtml("#messages", html);
    }

    private void countAll() {
        int others = people.size() - 1;
        String present = switch (others) {
            case 0 -> "Nobody else is here. Open this page in a second window.";
            case 1 -> "You and one other are here.";
            default -> "You and " + others + " others are here.";
        };
        for (Client client : people.keySet()) client.setText("#present", present);
    }

    private static boolean isVisible(int c) {
        return !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    /** The text without control characters and outer spaces, cut to a length without cutting a character. */
    private static String clean(String text, int longest) {
        String cut = text.strip()
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.strip();
    }
}
