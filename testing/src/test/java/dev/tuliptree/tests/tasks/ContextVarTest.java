package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ContextVar;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A task starts with a copy of its creator's context variables, and what it sets nobody else sees. */
class ContextVarTest {
    private static final ContextVar<String> USER = ContextVar.of("user");
    private static final ContextVar<String> LANGUAGE = ContextVar.of("language", "en");

    @LoopTest
    void oneWithoutAValueHasItsDefaultOrNone() {
        assertThat(LANGUAGE.get()).isEqualTo("en");
        assertThat(LANGUAGE.getOrNull()).isEqualTo("en");
        assertThat(USER.getOrNull()).isNull();
        assertThatIllegalStateException().isThrownBy(USER::get).withMessageContaining("user");
    }

    @LoopTest
    void aValueCanBeSetAndSetBack() {
        var first = USER.set("ann");
        var second = USER.set("bob");
        assertThat(USER.get()).isEqualTo("bob");
        USER.reset(second);
        assertThat(USER.get()).isEqualTo("ann");
        USER.reset(first);
        assertThat(USER.getOrNull()).isNull();
    }

    @LoopTest
    void aValueCanBeSetForABlock() {
        USER.set("ann");
        String inside = USER.with("bob", () -> {
            checkpoint();
            return USER.get();
        });
        assertThat(inside).isEqualTo("bob");
        assertThat(USER.get()).isEqualTo("ann");
        assertThatIllegalStateException()
                .isThrownBy(() -> USER.with("carl", () -> {
                    throw new IllegalStateException("failed");
                }));
        assertThat(USER.get()).isEqualTo("ann");
    }

    @LoopTest
    void aTokenBelongsToItsVariable() {
        var token = LANGUAGE.set("nl");
        assertThatIllegalArgumentException().isThrownBy(() -> {
            @SuppressWarnings({"unchecked", "rawtypes"})
            ContextVar<String> other = (ContextVar) USER;
            other.reset(token);
        });
    }

    @LoopTest
    void aTaskStartsWithItsCreatorsValues() {
        USER.set("ann");
        nursery(n -> {
            var child = n.start(() -> USER.get());
            USER.set("bob");
            assertThat(await(child)).isEqualTo("ann");
        });
        assertThat(await(createTask(() -> USER.get()))).isEqualTo("bob");
    }

    @LoopTest
    void whatATaskSetsNobodyElseSees() {
        USER.set("ann");
        List<String> seen = new ArrayList<>();
        nursery(n -> {
            for (String name : List.of("bob", "carl", "dora")) {
                n.start(() -> {
                    USER.set(name);
                    checkpoint();
                    sleep(seconds(1));
                    seen.add(USER.get());
                });
            }
        });
        assertThat(seen).containsExactlyInAnyOrder("bob", "carl", "dora");
        assertThat(USER.get()).isEqualTo("ann");
    }

    @LoopTest
    void aCallbackRunsWithTheValuesOfWhoScheduledIt() {
        List<String> seen = new ArrayList<>();
        USER.set("ann");
        loop().callSoon(() -> {
            seen.add(USER.get());
            USER.set("changed by the callback");
        });
        loop().callLater(seconds(1), () -> seen.add(USER.get()));
        USER.set("bob");
        loop().callSoon(() -> seen.add(USER.get()));
        sleep(seconds(2));
        assertThat(seen).containsExactly("ann", "bob", "ann");
        assertThat(USER.get()).isEqualTo("bob");
    }

    @LoopTest
    void aDoneCallbackRunsWithTheValuesOfWhoAddedIt() {
        List<String> seen = new ArrayList<>();
        var future = loop().<String>createFuture();
        USER.set("ann");
        future.addDoneCallback(done -> seen.add(USER.get()));
        USER.set("bob");
        future.setResult("done");
        settle();
        assertThat(seen).containsExactly("ann");
    }

    @LoopTest
    void workInAnotherThreadTakesThemAlong() {
        USER.set("ann");
        assertThat(toThread(() -> USER.get())).isEqualTo("ann");
        toThread(() -> {
            USER.set("changed in the other thread");
        });
        assertThat(USER.get()).isEqualTo("ann");
        nursery(n -> {
            for (int i = 0; i < 50; i++) {
                String name = "user " + i;
                n.start(() -> USER.with(name, () -> {
                    assertThat(toThread(() -> USER.get())).isEqualTo(name);
                    return null;
                }));
            }
        });
    }
}
