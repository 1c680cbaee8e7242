package dev.tuliptree.live;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.testing.LoopTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class CommandsReachThePageInOrderTest {
    @LoopTest
    void eachMethodIsOneCommand() {
        LiveApp app = new LiveApp().on(LiveApp.DOCUMENT_READY, (client, data) -> {
            client.setText("h1", "<Hello>");
            client.setHtml("#a", "<b>1</b>");
            client.appendText("#a", "&");
            client.appendHtml("#a", "<i>2</i>");
            client.setValue("input", "");
            client.show("#b");
            client.hide("#b");
            client.focus("input");
            client.call("#go", "setAttribute", "tabindex", 1, null);
            client.log(Map.of("n", 1));
            client.send("state", List.of(true));
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                assertThat(next(page)).isEqualTo("live.setText {\"selector\":\"h1\",\"args\":[\"<Hello>\"]}");
                assertThat(next(page)).isEqualTo("live.setHtml {\"selector\":\"#a\",\"args\":[\"<b>1</b>\"]}");
                assertThat(next(page)).isEqualTo("live.appendText {\"selector\":\"#a\",\"args\":[\"&\"]}");
                assertThat(next(page)).isEqualTo("live.appendHtml {\"selector\":\"#a\",\"args\":[\"<i>2</i>\"]}");
                assertThat(next(page)).isEqualTo("live.setValue {\"selector\":\"input\",\"args\":[\"\"]}");
                assertThat(next(page)).isEqualTo("live.show {\"selector\":\"#b\",\"args\":[]}");
                assertThat(next(page)).isEqualTo("live.hide {\"selector\":\"#b\",\"args\":[]}");
                assertThat(next(page)).isEqualTo("live.focus {\"selector\":\"input\",\"args\":[]}");
                assertThat(next(page))
                        .isEqualTo("live.call {\"selector\":\"#go\",\"args\":[\"tabindex\",1,null],"
                                + "\"method\":\"setAttribute\"}");
                assertThat(next(page)).isEqualTo("live.log {\"value\":{\"n\":1}}");
                assertThat(next(page)).isEqualTo("state [true]");
            }
        });
    }

    @LoopTest
    void pagesOwnMessagesMayNotLookLikeCommands() {
        LiveApp app = new LiveApp().on("try", (client, data) -> {
            assertThatIllegalArgumentException().isThrownBy(() -> client.send("live.setHtml", ""));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.send("stream", new Object() {
                        @SuppressWarnings("unused")
                        public Object getSelf() {
                            return this;
                        }
                    }));
            client.send("refused", null);
        });
        nursery(n -> {
            try (var page = HeadlessPage.open(app, n)) {
                page.send("try");
                assertThat(next(page)).isEqualTo("refused null");
            }
        });
    }

    private static String next(HeadlessPage page) {
        Message message = Objects.requireNonNull(page.receive());
        return message.route() + " " + message.content();
    }
}
