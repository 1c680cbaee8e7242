package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code LIVE-PROTOCOL.md}, the server and the script in the browser know the same messages. */
class ProtocolIsAsDocumentedTest {
    private static final Set<String> COMMANDS =
            Arrays.stream(Command.values()).map(Command::route).collect(Collectors.toCollection(TreeSet::new));

    private static String document() throws IOException {
        return Files.readString(Path.of("LIVE-PROTOCOL.md"));
    }

    private static String script() throws IOException {
        try (var script = Objects.requireNonNull(LiveApp.class.getResourceAsStream("tuliptree-live.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The examples of the document by their routes; every line of it that is a frame has to be one. */
    private static Map<String, Message> examples() throws IOException {
        var examples = new TreeMap<String, Message>();
        for (String frame : found("^    (\\{\"route\":\"live.*)$", document())) {
            Message example = Message.fromServer(frame);
            examples.put(example.route(), example);
        }
        return examples;
    }

    @Test
    void everyCommandHasAnExample() throws IOException {
        assertThat(examples().keySet()).containsExactlyElementsOf(COMMANDS);
    }

    @Test
    void scriptKnowsEveryCommandAndNoOther() throws IOException {
        assertThat(found("^    \"(live\\.\\w+)\":", script())).containsExactlyInAnyOrderElementsOf(COMMANDS);
    }

    @Test
    void whatThePageSaysOfItsOwnIsDocumented() throws IOException {
        Set<String> said = new TreeSet<>(found("send\\(\"([\\w.]+)\"", script()));
        assertThat(said).containsExactlyInAnyOrder(LiveApp.DOCUMENT_READY, Session.UPLOAD_FAILED);
        for (String route : said) assertThat(document()).contains("| `" + route + "` |");
    }

    @LoopTest(schedules = 0)
    void serverSendsWhatTheExamplesShow() throws IOException {
        var app = new LiveApp().on("all", (client, data) -> {
            client.setText("h1", "text");
            client.setHtml("#a", "<b>html</b>");
            client.appendText("#a", "text");
            client.appendHtml("#a", "<b>html</b>");
            client.setValue("[name=a]", "value");
            client.show("#a");
            client.hide("#a");
            client.focus("#a");
            client.call("dialog", "classList.add", "open");
            client.log(Map.of("any", "JSON"));
            client.on("#a click", (c, d) -> {});
            client.off("#a click");
            client.state().put("a", 1);
            client.open(data.files("photo").getFirst()).close();
        });
        var sent = new TreeMap<String, Message>();
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("all", Map.of("photo", page.file("a", "", new byte[1])));
                page.send("hello");
                for (int i = 0; i < COMMANDS.size(); i++) {
                    Message message = Objects.requireNonNull(page.receive());
                    sent.put(message.route(), message);
                }
            }
        });
        var examples = examples();
        assertThat(sent.keySet()).isEqualTo(examples.keySet());
        sent.forEach((route, message) -> {
            Data example = Objects.requireNonNull(examples.get(route)).content();
            assertThat(message.content().names()).as(route).isEqualTo(example.names());
            // Ids are random; everything else is as it is written there.
            boolean random = example.has("id") || example.has("resume");
            if (!random) {
                assertThat(message.content().as(Object.class)).as(route).isEqualTo(example.as(Object.class));
            }
        });
    }
}
