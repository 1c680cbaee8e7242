package dev.tuliptree.loop;

import dev.tuliptree.ContextVar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of context variables, unchangeable: setting one makes another context. So handing a task the context of
 * its creator is handing it a reference. Programs have few variables, hence two flat arrays.
 */
public final class Context {
    private static final Context EMPTY = new Context(new ContextVar<?>[0], new Object[0]);

    /** The contexts of threads that run no loop. */
    private static final ThreadLocal<Context> OUTSIDE = ThreadLocal.withInitial(() -> EMPTY);

    private final ContextVar<?>[] variables;
    private final Object[] values;

    private Context(ContextVar<?>[] variables, Object[] values) {
        this.variables = variables;
        this.values = values;
    }

    static Context empty() {
        return EMPTY;
    }

    /**
     * The context of the calling task, callback or thread.
     *
     * @return the context
     */
    public static Context current() {
        LoopTask<?> task = Loops.currentCoroutine();
        return task == null ? OUTSIDE.get() : task.context;
    }

    /**
     * Replaces the context of the calling task, callback or thread.
     *
     * @param context the context from now on
     */
    public static void setCurrent(Context context) {
        LoopTask<?> task = Loops.currentCoroutine();
        if (task == null) OUTSIDE.set(context);
        else task.context = context;
    }

    /**
     * The value of a variable.
     *
     * @param variable the variable
     * @return its value here, null if it has none
     */
    public @Nullable Object get(ContextVar<?> variable) {
        int index = indexOf(variable);
        return index < 0 ? null : values[index];
    }

    private int indexOf(ContextVar<?> variable) {
        for (int i = 0; i < variables.length; i++) if (variables[i] == variable) return i;
        return -1;
    }

    /**
     * The same context but for one variable.
     *
     * @param variable the variable
     * @param value its value, null for none
     * @return the other context
     */
    public Context with(ContextVar<?> variable, @Nullable Object value) {
        int index = indexOf(variable);
        if (value == null) return index < 0 ? this : without(index);
        int length = variables.length;
        if (index >= 0) {
            Object[] changed = values.clone();
            changed[index] = value;
            return new Context(variables, changed);
        }
        ContextVar<?>[] longer = Arrays.copyOf(variables, length + 1);
        Object[] longerValues = Arrays.copyOf(values, length + 1);
        longer[length] = variable;
        longerValues[length] = value;
        return new Context(longer, longerValues);
    }

    private Context without(int index) {
        int length = variables.length - 1;
        ContextVar<?>[] shorter = new ContextVar<?>[length];
        Object[] shorterValues = new Object[length];
        for (int i = 0, kept = 0; i <= length; i++) {
            if (i == index) continue;
            shorter[kept] = variables[i];
            shorterValues[kept++] = values[i];
        }
        return new Context(shorter, shorterValues);
    }
}
