package dev.tuliptree.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --list} shows can be named. */
final class ComparisonsAreFoundByNameTest {
    private final Catalogue catalogue = catalogue(Optional.empty());

    private static Catalogue catalogue(Optional<OutsidePeers> peers) {
        try {
            return new Catalogue("1g", new File("."), peers);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> named(String... names) {
        return catalogue.named(List.of(names)).stream().map(Comparison::name).toList();
    }

    private static List<String> entries(Comparison comparison) {
        return comparison.entries().stream().map(Entry::name).toList();
    }

    @Test
    void withoutNamesAllAreMeant() {
        assertThat(catalogue.named(List.of())).isEqualTo(catalogue.all()).hasSizeGreaterThan(20);
    }

    @Test
    void groupsStandForTheirMembers() {
        assertThat(named("bodies", "http")).containsExactly("http", "1k", "1m", "file", "post");
        catalogue
                .groups()
                .forEach((group, members) ->
                        assertThat(named(group)).as(group).containsExactlyInAnyOrderElementsOf(members));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("htpp"))
                .withMessage("there is no comparison 'htpp'; --list names them all");
    }

    @Test
    void oursTakesPartInEverything() {
        for (Comparison comparison : catalogue.all()) {
            assertThat(entries(comparison))
                    .as(comparison.name())
                    .contains("tuliptree")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void peersOfAFolderTakePartInWhatTheyAreListedFor(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("peers.tsv"), "# name\tkind\tcommand\ngo\techo\t./go/run.sh %P echo\n");
        Files.writeString(folder.resolve("clients.tsv"), "go\t./go/client.sh %U\n");
        Files.writeString(folder.resolve("micros.tsv"), "go\t./go/micro.sh %M\tswitch callsoon_external\n");
        Catalogue withPeers = catalogue(Optional.of(OutsidePeers.in(folder)));
        assertThat(withPeers.all().stream()
                        .filter(comparison -> entries(comparison).stream().anyMatch(name -> name.endsWith("go")))
                        .map(Comparison::name))
                .containsExactly("switch", "external", "echo", "client");
    }
}
