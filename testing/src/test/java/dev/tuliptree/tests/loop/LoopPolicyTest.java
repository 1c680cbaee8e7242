package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopPolicies;
import dev.tuliptree.loop.LoopPolicy;
import dev.tuliptree.loop.Runner;
import dev.tuliptree.loop.TaskFactory;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy opens the loops of programs, and a loop factory that of a runner. */
class LoopPolicyTest {
    private final List<EventLoop> opened = new ArrayList<>();

    private final LoopPolicy noting = new LoopPolicy() {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public EventLoop open(LoopOptions options) {
            EventLoop loop = EventLoop.open(options.debug(true));
            opened.add(loop);
            return loop;
        }
    };

    @AfterEach
    void noPolicy() {
        LoopPolicies.set(null);
        System.clearProperty(LoopPolicies.PROPERTY);
    }

    @Test
    void withoutOneLoopsAreOpenedAsTheOptionsSay() {
        assertThat(LoopPolicies.current()).isSameAs(LoopPolicies.DEFAULT);
        System.setProperty(LoopPolicies.PROPERTY, "default");
        assertThat(LoopPolicies.current()).isSameAs(LoopPolicies.DEFAULT);
    }

    @OnEachCarrier
    void oneThatIsSetOpensTheLoopOfEachRun(LoopOptions options) {
        LoopPolicies.set(noting);
        EventLoop ofRun = run(options, () -> loop());
        assertThat(opened).containsExactly(ofRun);
        assertThat(ofRun.isDebug()).as("it may change the options").isTrue();
        assertThat(ofRun.isClosed()).as("the run closes it").isTrue();
        try (Runner runner = new Runner(options)) {
            assertThat(opened).containsExactly(ofRun, runner.loop());
        }
    }

    @Test
    void oneOfALibraryIsFoundByItsName() {
        System.setProperty(LoopPolicies.PROPERTY, "green");
        assertThat(LoopPolicies.current()).isInstanceOf(GreenPolicy.class);
        assertThat(run(() -> loop().taskFactory())).isSameAs(TaskFactory.EAGER);
    }

    @Test
    void aNameThatIsNotThereIsToldWithThoseThatAre() {
        System.setProperty(LoopPolicies.PROPERTY, "blue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(() -> "never"))
                .withMessageContaining("\"blue\"")
                .withMessageContaining("default, green");
    }

    @OnEachCarrier
    void aRunnerMayBeGivenALoopFactory(LoopOptions options) {
        EventLoop loop = EventLoop.open(options);
        try (Runner runner = new Runner(() -> loop)) {
            assertThat(runner.loop()).isSameAs(loop);
            assertThat(runner.run(() -> loop())).isSameAs(loop);
            assertThat(runner.run(() -> loop().options())).isSameAs(options);
        }
        assertThat(loop.isClosed()).isTrue();
    }
}
