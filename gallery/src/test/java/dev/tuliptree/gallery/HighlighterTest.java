package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighlighterTest {
    private static void shows(String source, String html) {
        assertThat(Highlighter.html(source)).isEqualTo(html);
    }

    private static String span(String kind, String text) {
        return "<span class=\"" + kind + "\">" + text + "</span>";
    }

    @Test
    void wordsOfTheLanguageAndTypesStandOut() {
        shows(
                "final List<String> name;",
                span("keyword", "final") + " " + span("type", "List") + "&lt;" + span("type", "String") + "&gt; name;");
    }

    @Test
    void nothingIsFoundInsideOfComments() {
        shows("// new \"List\"\nx", span("comment", "// new &quot;List&quot;") + "\nx");
        shows("/** {@code int}\n * 'x' */ x", span("comment", "/** {@code int}\n * &#39;x&#39; */") + " x");
    }

    @Test
    void nothingIsFoundInsideOfTexts() {
        shows("\"// a \\\" int\" b", span("string", "&quot;// a \\&quot; int&quot;") + " b");
        shows(
                "\"\"\"\n a \"b\" int\n \"\"\" b",
                span("string", "&quot;&quot;&quot;\n a &quot;b&quot; int\n &quot;&quot;&quot;") + " b");
    }

    @Test
    void charactersAreTexts() {
        shows(
                "'\"' '\\'' '\\u0041'",
                span("string", "&#39;&quot;&#39;") + " " + span("string", "&#39;\\&#39;&#39;") + " "
                        + span("string", "&#39;\\u0041&#39;"));
    }

    @Test
    void numbersAndAnnotationsStandOut() {
        shows(
                "@Override 10_000 0x1F 1.5 x1",
                span("annotation", "@Override") + " " + span("number", "10_000") + " " + span("number", "0x1F") + " "
                        + span("number", "1.5") + " x1");
    }

    @Test
    void ownSourceSurvives() {
        for (Demo demo : Gallery.demos(new java.util.SplittableRandom(1))) {
            String page = Templates.page(demo);
            assertThat(page).contains("<span class=\"type\">" + demo.code().getSimpleName() + "</span> {");
            assertThat(page).doesNotContain("{source}").doesNotContain("{idea}");
        }
    }
}
