package dev.tuliptree.gallery.chat;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.live.Message;
import dev.tuliptree.testing.LoopTest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class ChatTest {
    private final LiveApp app = new Chat().demo().live();

    @LoopTest
    void everyoneSeesEveryonesMessages() {
        nursery(n -> {
            try (var ada = HeadlessPage.open(app, n);
                    var ben = HeadlessPage.open(app, n)) {
                signIn(ada, "Ada");
                assertThat(nextLine(ada)).contains(">Ada<").contains("entered the room.");
                signIn(ben, "Ben");
                assertThat(nextLine(ada)).contains(">Ben<").contains("entered the room.");
                assertThat(nextLine(ben)).contains(">Ben<").contains("entered the room.");
                say(ada, "Hello");
                assertThat(nextLine(ada)).contains(">Ada<").contains(": Hello<");
                assertThat(nextLine(ben)).contains(">Ada<").contains(": Hello<");
                say(ben, "Hi");
                assertThat(nextLine(ada)).contains(">Ben<").contains(": Hi<");
                assertThat(nextLine(ben)).contains(">Ben<").contains(": Hi<");
            }
        });
    }

    @LoopTest
    void whoLeavesIsMissedByTheOthers() {
        nursery(n -> {
            try (var ada = HeadlessPage.open(app, n)) {
                signIn(ada, "Ada");
                nextLine(ada);
                try (var ben = HeadlessPage.open(app, n)) {
                    signIn(ben, "Ben");
                    nextLine(ada);
                    assertThat(presence(ada)).isEqualTo("You and one other are here.");
                }
                assertThat(nextLine(ada)).contains(">Ben<").contains("left the room.");
                assertThat(presence(ada)).startsWith("Nobody else is here.");
            }
        });
    }

    @LoopTest
    void whoLeavesWithoutSigningInIsNotNoticed() {
        nursery(n -> {
            try (var ada = HeadlessPage.open(app, n)) {
                signIn(ada, "Ada");
                nextLine(ada);
                HeadlessPage.open(app, n).close();
                say(ada, "Is anybody here?");
                assertThat(nextLine(ada)).contains("Is anybody here?");
            }
        });
    }

    @LoopTest
    void messagesAndNamesShowAsText() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                signIn(page, "<b>Eve");
                assertThat(nextLine(page)).contains(">&lt;b&gt;Eve<");
                say(page, "<script>document.title='x'</script>");
                assertThat(nextLine(page)).contains(": &lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt;</p>");
            }
        });
    }

    @LoopTest
    void namesAndMessagesAreCutToSize() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                signIn(page, " \n" + "🌳".repeat(Chat.MAX_NAME + 1));
                assertThat(nextLine(page)).contains(">" + "🌳".repeat(Chat.MAX_NAME) + "<");
                say(page, "x".repeat(Chat.MAX_MESSAGE + 1));
                assertThat(nextLine(page)).contains(": " + "x".repeat(Chat.MAX_MESSAGE) + "<");
            }
        });
    }

    @LoopTest
    void nameMustBeVisibleAndNew() {
        nursery(n -> {
            try (var ada = HeadlessPage.open(app, n);
                    var other = HeadlessPage.open(app, n)) {
                signIn(ada, "Ada");
                nextLine(ada);
                for (String nothing : new String[] {"", "  ", "\u200b\u00a0"}) {
                    signIn(other, nothing);
                    assertThat(text(other, "#problem")).isEqualTo("Please type a name.");
                }
                signIn(other, "ADA");
                assertThat(text(other, "#problem")).startsWith("ADA is in the room already.");
                signIn(other, "Ben");
                assertThat(text(other, "#problem")).isEmpty();
                assertThat(nextLine(other)).contains(">Ben<");
            }
        });
    }

    @LoopTest
    void nobodyFloodsTheRoom() {
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                signIn(page, "Ada");
                nextLine(page);
                long start = loop().nanoTime();
                for (int i = 0; i < 11; i++) say(page, "more");
                for (int i = 0; i < 11; i++) nextLine(page);
                assertThat(loop().nanoTime() - start)
                        .isEqualTo(Chat.BREATH.multipliedBy(10).toNanos());
            }
        });
    }

    @LoopTest
    void whoIsNotSignedInIsNotHeard() {
        nursery(n -> {
            try (var ada = HeadlessPage.open(app, n);
                    var stranger = HeadlessPage.open(app, n)) {
                signIn(ada, "Ada");
                nextLine(ada);
                say(stranger, "boo");
                signIn(stranger, "Ben");
                assertThat(nextLine(ada)).contains(">Ben<");
            }
        });
    }

    @LoopTest(schedules = 1)
    void roomHasLimit() {
        nursery(n -> {
            for (int i = 0; i < Chat.MAX_PEOPLE; i++) {
                var page = HeadlessPage.open(app, n);
                signIn(page, "Person " + i);
                nextLine(page);
            }
            try (var late = HeadlessPage.open(app, n)) {
                signIn(late, "Late");
                assertThat(text(late, "#problem")).startsWith("The room is full.");
            }
            n.cancel();
        });
    }

    private static void signIn(HeadlessPage page, String name) {
        page.send("div#signin form submit", Map.of("username", name));
    }

    private static void say(HeadlessPage page, String message) {
        page.send("div#chat form submit", Map.of("message", message));
    }

    private static @Nullable String nextLine(HeadlessPage page) {
        return next(page, "live.appendHtml", "#messages");
    }

    private static @Nullable String presence(HeadlessPage page) {
        return text(page, "#present");
    }

    private static @Nullable String text(HeadlessPage page, String selector) {
        return next(page, "live.setText", selector);
    }

    private static @Nullable String next(HeadlessPage page, String route, String selector) {
        for (Message message; (message = page.receive()) != null; ) {
            if (!message.route().equals(route)) continue;
            if (!message.content().text("selector").equals(selector)) continue;
            return message.content().at("args").items().getFirst().text();
        }
        return null;
    }
}
