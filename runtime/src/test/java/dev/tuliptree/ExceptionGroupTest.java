package dev.tuliptree;

import static org.assertj.core.api.Assertions.*;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group of failures can be looked at, taken apart and handled by type, however deep it is nested. */
class ExceptionGroupTest {
    private final IOException wire = new IOException("wire");
    private final IllegalStateException state = new IllegalStateException("state");
    private final FileNotFoundException file = new FileNotFoundException("file");
    private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(state, file));
    private final ExceptionGroup group = new ExceptionGroup("outer", List.of(wire, inner));

    @Test
    void itNeedsAFailure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExceptionGroup("empty", List.of()));
    }

    @Test
    void itSaysHowManyThereAre() {
        assertThat(group).hasMessage("outer (2 failures)");
        assertThat(new ExceptionGroup("one", List.of(wire))).hasMessage("one (1 failure)");
    }

    @Test
    void theFirstIsItsCauseAndTheOthersAreInItsTrace() {
        assertThat(group).hasCause(wire);
        assertThat(group.getSuppressed()).containsExactly(inner);
    }

    @Test
    void itsLeavesAreInOrder() {
        assertThat(group.exceptions()).containsExactly(wire, inner);
        assertThat(group.leaves()).containsExactly(wire, state, file);
        assertThatThrownBy(() -> group.leaves().add(wire)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theFirstOfATypeIsFoundByASupertypeToo() {
        assertThat(group.firstOf(IOException.class)).isSameAs(wire);
        assertThat(group.firstOf(FileNotFoundException.class)).isSameAs(file);
        assertThat(group.firstOf(Error.class)).isNull();
    }

    @Test
    void filteringKeepsTheNesting() {
        ExceptionGroup filtered = group.filter(IOException.class::isInstance);
        assertThat(filtered.leaves()).containsExactly(wire, file);
        assertThat(filtered.exceptions()).hasSize(2).first().isSameAs(wire);
        assertThat(filtered.exceptions().getLast())
                .isInstanceOf(ExceptionGroup.class)
                .hasMessage("inner (1 failure)");
        assertThat(filtered.getStackTrace()).isEqualTo(group.getStackTrace());
        assertThat(group.filter(failure -> true)).isSameAs(group);
        assertThat(group.filter(failure -> false)).isNull();
    }

    @Test
    void splittingGivesBothHalves() {
        ExceptionGroup.Split split = group.split(IllegalStateException.class::isInstance);
        assertThat(split.matching().leaves()).containsExactly(state);
        assertThat(split.rest().leaves()).containsExactly(wire, file);
        assertThat(group.split(failure -> true).rest()).isNull();
    }

    @Test
    void handlingATypeThrowsWhatIsLeft() {
        List<IOException> handled = new ArrayList<>();
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> group.handle(IOException.class, handled::add))
                .satisfies(rest -> assertThat(rest.leaves()).containsExactly(state));
        assertThat(handled).containsExactly(wire, file);
        new ExceptionGroup("only", List.of(wire)).handle(IOException.class, handled::add);
        assertThat(handled).hasSize(3);
    }
}
