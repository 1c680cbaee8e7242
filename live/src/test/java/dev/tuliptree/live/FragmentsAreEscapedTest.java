package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentsAreEscapedTest {
    private final Fragments fragments = Fragments.of(FragmentsAreEscapedTest.class, "fragments");

    @Test
    void valuesStandWhereTheTemplateSays() {
        assertThat(fragments.render("list.html", Map.of("names", List.of("Ada", "Grace"))))
                .containsSubsequence("<ul>", "<li title=\"Ada\">Ada</li>", "<li title=\"Grace\">Grace</li>", "</ul>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\" onclick=\"alert(1)", "<img src=x onerror=alert(1)>", "&lt;"})
    void valuesStayTextWhateverTheyHold(String value) {
        String html = fragments.render("item.html", Map.of("name", value));
        assertThat(html).doesNotContain("<script", "<img", "\" onclick");
        assertThat(html).doesNotContain(value);
        assertThat(fragments.render("list.html", Map.of("names", List.of(value))))
                .as("included")
                .doesNotContain(value);
    }

    @Test
    void variableThatIsMissingIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fragments.render("item.html", Map.of()))
                .withMessageContaining("item.html")
                .withMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"absent.html", "../page/index.html", "/item.html", "a//item.html", "./item.html", "", "..\\x"})
    void onlyTemplatesOfTheFolderAreFound(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> fragments.render(name, Map.of()));
    }

    @Test
    void templatesDoNotIncludeWhatIsOutside() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fragments.render("escape.html", Map.of()))
                .withMessageContaining("no template ../page/index.html");
    }

    @Test
    void folderServesAsWell(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.html"), "<b>{{ x }}</b>");
        assertThat(Fragments.of(folder).render("a.html", Map.of("x", "<"))).isEqualTo("<b>&lt;</b>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fragments.of(folder).render("b.html", Map.of()));
    }
}
