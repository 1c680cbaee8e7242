package dev.tuliptree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The name auto stands for the best engine that can be used, and there is always one. */
class BestEngineTest {
    /** An engine that opens, or says why not, or fails to open. */
    private record Offer(
            String name, int preference, @Nullable String obstacle, boolean opens) implements EngineProvider {
        @Override
        public Engine open() throws IOException {
            if (!opens) throw new IOException("the kernel says no");
            // An engine of which nothing is used but its name.
            return (Engine) Proxy.newProxyInstance(
                    Engine.class.getClassLoader(),
                    new Class<?>[] {Engine.class},
                    (_, method, _) -> method.getName().equals("name") ? name : null);
        }
    }

    private static String best(EngineProvider... offers) throws IOException {
        try (Engine engine = BestEngine.open(List.of(offers))) {
            return engine.name();
        }
    }

    @Test
    void theBestOneIsTaken() throws IOException {
        assertThat(best(new Offer("good", 1, null, true), new Offer("better", 2, null, true)))
                .isEqualTo("better");
    }

    @Test
    void oneThatCannotBeUsedIsPassedOver() throws IOException {
        assertThat(best(new Offer("good", 1, null, true), new Offer("better", 2, "not here", true)))
                .isEqualTo("good");
        assertThat(best(new Offer("good", 1, null, true), new Offer("better", 2, null, false)))
                .isEqualTo("good");
    }

    @Test
    void nioServesWhereNothingBetterDoes() throws IOException {
        assertThat(best()).isEqualTo("nio");
        assertThat(best(new Offer("good", 1, "not here", true), new Offer("better", 2, null, false)))
                .isEqualTo("nio");
    }

    @Test
    void oneThatHasToBeAskedForByNameIsNotTaken() throws IOException {
        assertThat(best(new Offer("special", -1, null, true))).isEqualTo("nio");
    }
}
