package dev.tuliptree.tests.file;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.file.FileTree;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Directories are read, copied and deleted as a whole. */
class DirectoryTest {
    @TempDir
    Path directory;

    /** A tree with {@code files} files in each of two levels. */
    private Path tree(int files) throws IOException {
        Path root = directory.resolve("tree");
        Files.createDirectories(root.resolve("inner/empty"));
        for (int i = 0; i < files; i++) {
            Files.writeString(root.resolve("file" + i), "outer " + i);
            Files.writeString(root.resolve("inner/file" + i), "inner " + i);
        }
        return root;
    }

    @LoopTest
    void aListIsSorted() throws Exception {
        Path root = tree(3);
        assertThat(AsyncFiles.list(root))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("file0", "file1", "file2", "inner");
        AsyncFiles.deleteRecursively(root);
    }

    @LoopTest(schedules = 0)
    void aListBeyondTheLimitIsRefused() throws Exception {
        Path root = tree(3);
        assertThat(AsyncFiles.list(root, 4)).hasSize(4);
        assertThatIOException()
                .isThrownBy(() -> AsyncFiles.list(root, 3))
                .withMessageContaining("more than the limit of 3 entries");
    }

    @LoopTest(schedules = 0)
    void aWalkNamesEachDirectoryBeforeWhatIsInIt() throws Exception {
        Path root = tree(300);
        List<Path> found = new ArrayList<>();
        for (Path path : AsyncFiles.walk(root)) found.add(path);
        assertThat(found).hasSize(603).startsWith(root);
        for (Path path : found.subList(1, found.size())) {
            assertThat(found.indexOf(path.getParent())).isLessThan(found.indexOf(path));
        }
        assertThat(AsyncFiles.walk(root, 1)).hasSize(302);
    }

    @LoopTest(schedules = 0)
    void aWalkThatIsLeftHoldsNoDirectoryOpen() throws Exception {
        Path root = tree(300);
        CancelEverywhere.run(victim -> {
            victim.run(() -> {
                try (FileTree walk = AsyncFiles.walk(root)) {
                    int seen = 0;
                    for (Path path : walk) if (path.startsWith(root) && ++seen == 400) break;
                }
            });
            assertThat(Descriptors.of(root)).isZero();
        });
    }

    @LoopTest(schedules = 0)
    void deletingATreeLeavesWhatItsLinksLeadTo() throws Exception {
        Path root = tree(3);
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("keep"), "me");
        Files.createSymbolicLink(root.resolve("link"), outside);
        AsyncFiles.deleteRecursively(root);
        assertThat(AsyncFiles.exists(root, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(AsyncFiles.readString(outside.resolve("keep"))).isEqualTo("me");
        AsyncFiles.deleteRecursively(root);
    }

    @LoopTest(schedules = 0)
    void deletingATreeStopsWhenItIsCancelled() throws Exception {
        Path root = tree(300);
        CancelScope scope = cancelScope(cancelled -> {
            nursery(n -> {
                n.start(() -> AsyncFiles.deleteRecursively(root));
                while (Files.exists(root.resolve("file0")) && Files.exists(root.resolve("inner/file0"))) checkpoint();
                cancelled.cancel("enough");
            });
        });
        // It may have been at its end already.
        assertThat(scope.cancelledCaught() || !Files.exists(root)).isTrue();
        AsyncFiles.deleteRecursively(root);
        assertThat(Files.exists(root)).isFalse();
    }

    @LoopTest(schedules = 0)
    void aCopyHasAllTheOriginalHas() throws Exception {
        Path root = tree(3);
        Path copy = directory.resolve("copy");
        AsyncFiles.copyRecursively(root, copy);
        assertThat(AsyncFiles.readString(copy.resolve("inner/file2"))).isEqualTo("inner 2");
        assertThat(AsyncFiles.attributes(copy.resolve("inner/empty")).isDirectory())
                .isTrue();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> AsyncFiles.copyRecursively(root, copy));
        AsyncFiles.copyRecursively(root, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    @LoopTest
    void oneFileAfterTheOther() throws Exception {
        Path inner = directory.resolve("a/b");
        AsyncFiles.createDirectories(inner);
        AsyncFiles.writeString(inner.resolve("one"), "text");
        AsyncFiles.copy(inner.resolve("one"), inner.resolve("two"));
        AsyncFiles.move(inner.resolve("two"), inner.resolve("three"));
        assertThat(AsyncFiles.exists(inner.resolve("two"))).isFalse();
        assertThat(AsyncFiles.attributes(inner.resolve("three")).size()).isEqualTo(4);
        assertThatExceptionOfType(DirectoryNotEmptyException.class).isThrownBy(() -> AsyncFiles.delete(inner));
        AsyncFiles.delete(inner.resolve("three"));
        assertThat(AsyncFiles.deleteIfExists(inner.resolve("three"))).isFalse();
        AsyncFiles.deleteRecursively(directory.resolve("a"));
    }
}
