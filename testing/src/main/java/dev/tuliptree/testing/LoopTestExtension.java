package dev.tuliptree.testing;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes several runs of each {@link LoopTest}, and puts the body of each on a loop. */
final class LoopTestExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), LoopTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        LoopTest test = AnnotationSupport.findAnnotation(method, LoopTest.class).orElseThrow();
        return Schedules.of(method, test).stream().map(schedule -> new OneRun(method, schedule, test));
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        // A test of a carrier that this JVM was not given the flag for.
        return true;
    }

    /** One run of a test; made anew for each. */
    private static final class OneRun
            implements TestTemplateInvocationContext, InvocationInterceptor, ParameterResolver {
        private final Schedule schedule;
        private final LoopTest test;

        /** Null if sockets are real. */
        private final @Nullable SimulatedNetwork network;

        OneRun(Method method, Schedule schedule, LoopTest test) {
            this.schedule = schedule;
            this.test = test;
            boolean isAskedFor = List.of(method.getParameterTypes()).contains(SimulatedNetwork.class);
            LoopTest.Network kind = isAskedFor ? test.network() : test.network().orGiven();
            network = isAskedFor || kind != LoopTest.Network.REAL ? simulated(kind) : null;
        }

        private SimulatedNetwork simulated(LoopTest.Network kind) {
            Long seed = schedule.seed();
            SimulatedNetwork made = new SimulatedNetwork(seed == null ? 0 : seed);
            return made.conditions(kind.conditions(made.random()));
        }

        @Override
        public String getDisplayName(int invocationIndex) {
            return schedule.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation,
                ReflectiveInvocationContext<Method> invocationContext,
                ExtensionContext extensionContext)
                throws Throwable {
            new LoopTestRun(schedule, network, Duration.ofSeconds(test.limit()), invocation::proceed).run();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == RandomGenerator.class || type == SimulatedNetwork.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (network != null && parameter.getParameter().getType() == SimulatedNetwork.class) return network;
            Long seed = schedule.seed();
            return new SplittableRandom(seed == null ? 0 : seed);
        }
    }
}
