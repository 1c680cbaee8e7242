package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextIsEscapedTest {
    @Test
    void whatWouldBeMarkupShowsAsItWasWritten() {
        assertThat(Html.escape("<script>document.title='x'</script>"))
                .isEqualTo("&lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt;");
        assertThat(Html.escape("\" onclick=\"alert(1)")).isEqualTo("&quot; onclick=&quot;alert(1)");
        assertThat(Html.escape("&amp;")).isEqualTo("&amp;amp;");
    }

    @Test
    void plainTextIsTheVeryText() {
        String text = "Grüße, 世界 🌳";
        assertThat(Html.escape(text)).isSameAs(text);
    }

    @Test
    void templateIsMarkupAndItsValuesAreText() {
        assertThat(Html.format("<b class=\"{}\">{}</b>: {}", "n", "<Ada>", 1))
                .isEqualTo("<b class=\"n\">&lt;Ada&gt;</b>: 1");
        assertThat(Html.format("{}{}", "{}", "x")).isEqualTo("{}x");
    }

    @Test
    void templateAndValuesMustFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.format("{} {}", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Html.format("{}", 1, 2));
    }
}
