package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final List<Demo> DEMOS = Gallery.demos(new SplittableRandom(1));

    private static Deck deck(String markdown) {
        return Deck.of(markdown, DEMOS);
    }

    @Test
    void linesDivideItIntoSlides() {
        Deck deck = deck("# A *talk*\n\n---\n\n## Two\n\n---\n\n## Three");
        assertThat(deck.title()).isEqualTo("A talk");
        assertThat(deck.slides()).hasSize(3);
        assertThat(deck.slides().getFirst()).contains("class=\"slide opening\"", "<h1>A <em>talk</em></h1>");
        assertThat(deck.slides().get(1)).contains("class=\"slide\"", "<h2>Two</h2>");
    }

    @Test
    void quotesAreNotes() {
        assertThat(deck("> Say hello.").html()).contains("<div class=\"notes\" role=\"note\">", "<p>Say hello.</p>");
    }

    @Test
    void codeIsHighlightedAndHasACaption() {
        assertThat(deck("```java One < two\nint i;\n```").html())
                .contains("<figcaption>One &lt; two</figcaption>")
                .contains("<code><span class=\"keyword\">int</span> i;</code>");
        assertThat(deck("```python\nawait f() # 'x'\n```").html())
                .contains("<span class=\"keyword\">await</span> f() <span class=\"comment\"># &#39;x&#39;</span>");
    }

    @Test
    void codeBesideCodeStandsSideBySide() {
        String two = "```\na\n```\n\n```\nb\n```\n\n";
        assertThat(deck(two + "text\n\n```\nc\n```").html().split("class=\"columns\"", -1))
                .hasSize(2);
    }

    @Test
    void demoIsEmbeddedAndOneThatIsUnknownIsNamed() {
        assertThat(deck("![A tree](demo:9-cancellation)").html())
                .contains("<iframe src=\"../9-cancellation/stage\" title=\"A tree\"");
        assertThat(deck("![A tree](demo:0-nothing)").html()).contains("There is no demo 0-nothing.");
    }

    @Test
    void slideThatIsTheSameSaysSo() {
        List<String> before = deck("# A\n\n---\n\nB").slides();
        List<String> after = deck("# A\n\n---\n\nC").slides();
        assertThat(after.getFirst()).isEqualTo(before.getFirst());
        assertThat(after.get(1)).isNotEqualTo(before.get(1));
    }

    @Test
    void anythingIsADeck() {
        assertThat(deck("").slides()).hasSize(1);
        assertThat(deck("---\n---").slides()).hasSize(3);
        assertThat(deck("![](demo:").slides()).hasSize(1);
    }
}
