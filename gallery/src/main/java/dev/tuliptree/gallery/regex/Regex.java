package dev.tuliptree.gallery.regex;

import static dev.tuliptree.Async.checkCancelled;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.timeout;
import static dev.tuliptree.Async.toThread;

import dev.tuliptree.Task;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.Html;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.sync.Semaphore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tries a regular expression at each stroke of a key. Some expressions take longer than the universe is old, so they
 * run in another thread, for two seconds at most, and typing on cancels the run before.
 */
public final class Regex {
    /** How long one expression may run. */
    static final Duration LIMIT = seconds(2);

    /** The longest text and the longest expression, in characters. */
    static final int MAX_LENGTH = 10_000;

    /** How many matches are shown. */
    static final int MAX_MATCHES = 100;

    /** Expressions run on no more threads than these, whatever the visitors think of. */
    private final Semaphore threads = new Semaphore(2);

    private final Map<Client, Task<?>> running = new HashMap<>();

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = new LiveApp()
                .on("edit", this::edit)
                .on(LiveApp.CONNECTION_LOST, (client, data) -> running.remove(client));
        return new Demo(
                "7-regex",
                "Regular expressions as you type",
                "One that would run for ages is stopped after two seconds, in another thread, and nobody else notices.",
                Regex.class,
                page);
    }

    private void edit(Client client, Data data) {
        String text = limited(data.text("text"));
        String regex = limited(data.text("regex"));
        Task<?> before = running.put(client, client.start(() -> show(client, text, regex)));
        if (before != null) before.cancel("the visitor has typed on");
    }

    private void show(Client client, String text, String regex) {
        String found = "";
        String problem = "";
        try (var _ = threads.acquire()) {
            found = timeout(LIMIT, () -> toThread(() -> match(text, regex)));
        } catch (PatternSyntaxException e) {
            problem = String.valueOf(e.getMessage());
        } catch (TimeoutException e) {
            problem = "Stopped: after " + LIMIT.toMillis() + " ms there was no end in sight.";
        } catch (StackOverflowError e) {
            problem = "Stopped: this goes deeper than a thread's stack.";
        }
        client.setHtml("#found", found);
        client.setText("#problem", problem);
    }

    /** Runs outside of the loop. */
    private static String match(String text, String regex) {
        if (regex.isEmpty()) return "";
        Matcher matcher = Pattern.compile(regex).matcher(new Watched(text));
        StringBuilder marked = new StringBuilder();
        String groups = "";
        int matches = 0;
        int end = 0;
        while (matches < MAX_MATCHES && matcher.find()) {
            if (matches++ == 0) groups = groups(matcher);
            marked.append(Html.escape(text.substring(end, matcher.start())));
            marked.append(Html.format("<mark>{}</mark>", matcher.group()));
            end = matcher.end();
        }
        marked.append(Html.escape(text.substring(end)));
        String count = matches == MAX_MATCHES ? MAX_MATCHES + " or more" : String.valueOf(matches);
        return Html.format("<p>Matches: {}</p>", count) + "<pre>" + marked + "</pre>" + groups;
    }

    /** The groups of the first match. */
    private static String groups(Matcher matcher) {
        Map<Integer, String> names = new HashMap<>();
        matcher.namedGroups().forEach((name, number) -> names.put(number, name));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            String value = group == null ? "<em>nothing</em>" : Html.format("<code>{}</code>", group);
            rows.append(Html.format("<tr><th>{}</th><td>{}</td><td>", i, names.getOrDefault(i, "")));
            rows.append(value).append("</td></tr>");
        }
        return "<table><caption>Groups of the first match</caption>" + rows + "</table>";
    }

    private static String limited(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /** A text that cannot be read any more once the time is over: that is how the matcher is stopped. */
    private record Watched(String text) implements CharSequence {
        @Override
        public char charAt(int index) {
            checkCancelled();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end));
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
