package dev.tuliptree.loop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signal of the operating system. The JDK offers them only in {@code sun.misc}, which the compiler does not let a
 * warning-free build name; so it is reached by reflection, and a JDK without it has no signals. Any thread.
 */
final class ProcessSignal {
    /** The JDK lets one take these over, and the JVM then misses them: it stops threads and finds faults with them. */
    private static final Set<String> OF_THE_JVM = Set.of("BUS", "USR2");

    private final String name;
    private final Object signal;
    private @Nullable Object handlerBefore;

    private ProcessSignal(String name, Object signal) {
        this.name = name;
        this.signal = signal;
    }

    /**
     * Finds a signal.
     *
     * @param name its name without SIG
     * @return the signal
     * @throws IllegalArgumentException if there is none of that name
     */
    static ProcessSignal find(String name) {
        try {
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            return new ProcessSignal(name, signal);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("there is no signal SIG" + name + " here", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    String name() {
        return name;
    }

    /** The exit code of a process that this signal ended, as shells have it. */
    int exitCode() {
        try {
            return 128 + (int) signal.getClass().getMethod("getNumber").invoke(signal);
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    /**
     * Has a handler called, in a thread of the JDK's, in place of what happened so far.
     *
     * @throws IllegalArgumentException if the JVM keeps the signal for itself
     */
    void handle(Runnable handler) {
        if (OF_THE_JVM.contains(name)) throw keptByTheJvm(null);
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == arguments[0];
                        case "toString" -> "handler of SIG" + name;
                        default -> {
                            handler.run();
                            yield null;
                        }
                    });
            handlerBefore = set(type, proxy);
        } catch (InvocationTargetException e) {
            throw keptByTheJvm(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    /** Has happen again what happened before {@link #handle}. */
    void restore() {
        Object before = handlerBefore;
        if (before == null) return;
        handlerBefore = null;
        try {
            set(Class.forName("sun.misc.SignalHandler"), before);
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    /** Sends the signal to this very process. */
    void raise() {
        try {
            signal.getClass().getMethod("raise", signal.getClass()).invoke(null, signal);
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    private @Nullable Object set(Class<?> handlerType, Object handler) throws ReflectiveOperationException {
        Method handle = signal.getClass().getMethod("handle", signal.getClass(), handlerType);
        return handle.invoke(null, signal, handler);
    }

    private IllegalArgumentException keptByTheJvm(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "SIG" + name + " cannot be handled: the JVM or the operating system keeps it for itself", cause);
    }

    private static UnsupportedOperationException noSignals(ReflectiveOperationException e) {
        return new UnsupportedOperationException("this JDK offers no signals: is the module jdk.unsupported there?", e);
    }
}
