package dev.tuliptree.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    @Test
    void withSpaceIsEventOfWhatSelectorMatchesSplitAtLastOne() {
        assertThat(Route.parse("div#chat form submit")).isEqualTo(new Route.DomEvent("div#chat form", "submit"));
        assertThat(Route.parse("  #go \t click\n")).isEqualTo(new Route.DomEvent("#go", "click"));
        assertThat(Route.parse("li[title='a b'] click").name()).isEqualTo("li[title='a b'] click");
    }

    @Test
    void withoutSpaceIsMessageOfThePagesOwnScripts() {
        assertThat(Route.parse("edit")).isEqualTo(new Route.Custom("edit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection_made", "document_ready", "connection_lost"})
    void threeNamesBelongToTheConnection(String name) {
        assertThat(Route.parse(name)).isEqualTo(new Route.Lifecycle(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "live.setText"})
    void emptyAndReservedOnesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Route.parse(name));
    }

    @Test
    void eachHasOneHandler() {
        LiveApp app = new LiveApp().on("#go click", (client, data) -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.on(" #go  click", (client, data) -> {}))
                .withMessage("\"#go click\" has a handler already");
    }
}
