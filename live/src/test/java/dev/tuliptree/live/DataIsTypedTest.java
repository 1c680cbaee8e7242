package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataIsTypedTest {
    private static Data data(String json) throws Exception {
        return Message.parse("{\"route\":\"r\",\"content\":" + json + "}").content();
    }

    @Test
    void formsFieldsAreTexts() throws Exception {
        Data form = data("{\"name\":\"Ada\",\"topic\":[\"loops\",\"trees\"]}");
        assertThat(form.text("name")).isEqualTo("Ada");
        assertThat(form.texts("topic")).containsExactly("loops", "trees");
        assertThat(form.texts("name")).containsExactly("Ada");
        assertThat(form.texts("absent")).isEmpty();
        assertThat(form.has("absent")).isFalse();
        assertThat(form.names()).containsExactly("name", "topic");
    }

    record Cursor(int line, List<String> marks) {}

    @Test
    void richerContentIsReadStepByStepOrIntoRecord() throws Exception {
        Data edit = data("{\"cursor\":{\"line\":3,\"marks\":[\"a\"]},\"ratio\":0.5,\"done\":true}");
        assertThat(edit.at("cursor").at("line").integer()).isEqualTo(3);
        assertThat(edit.at("cursor").at("marks").items()).extracting(Data::text).containsExactly("a");
        assertThat(edit.at("ratio").number()).isEqualTo(0.5);
        assertThat(edit.at("done").flag()).isTrue();
        assertThat(edit.at("cursor").as(Cursor.class)).isEqualTo(new Cursor(3, List.of("a")));
    }

    @Test
    void contentOfOtherKindIsRefusedNotGuessed() throws Exception {
        Data data = data("{\"n\":1.5,\"big\":1e40,\"text\":\"1\",\"list\":[]}");
        assertRefused(() -> data.text("n"), "data.n is not a text");
        assertRefused(() -> data.at("n").integer(), "data.n is not a whole number");
        assertRefused(() -> data.at("big").integer(), "data.big is not a whole number");
        assertRefused(() -> data.at("text").number(), "data.text is not a number");
        assertRefused(() -> data.at("list").flag(), "data.list is not true or false");
        assertRefused(() -> data.at("absent").at("n"), "there is no data.absent");
        assertRefused(() -> data.at("text").items(), "data.text is not a list");
        assertRefused(() -> data.as(Cursor.class), "data is not a Cursor");
        assertRefused(() -> data("{\"line\":\"3\",\"marks\":[]}").as(Cursor.class), "data is not a Cursor");
        assertRefused(() -> data("{\"line\":3,\"marks\":null}").as(Cursor.class), "data is not a Cursor");
    }

    @Test
    void messageWithoutContentHasNull() throws Exception {
        assertThat(Message.parse("{\"route\":\"r\"}").content().isNull()).isTrue();
        assertRefused(() -> data("null").text(), "data is not a text");
        assertThat(data("null").names()).isEmpty();
    }

    private static void assertRefused(Read read, String why) {
        assertThatExceptionOfType(DataException.class)
                .as(why)
                .isThrownBy(read::run)
                .withMessage(why);
    }

    private interface Read {
        void run() throws Exception;
    }
}
