package dev.tuliptree.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Which policy opens the loops of programs. Any thread. */
public final class LoopPolicies {
    /** The environment variable, and the system property that goes before it, which name the policy to use. */
    public static final String VARIABLE = "TULIPTREE_POLICY";

    /** See {@link #VARIABLE}. */
    public static final String PROPERTY = "tuliptree.policy";

    /** Opens a loop as the options say, and does nothing else to it. */
    public static final LoopPolicy DEFAULT = new LoopPolicy() {
        @Override
        public String name() {
            return "default";
        }

        @Override
        public EventLoop open(LoopOptions options) {
            return EventLoop.open(options);
        }
    };

    private static volatile @Nullable LoopPolicy chosen;

    private LoopPolicies() {}

    /**
     * The policy in use: the one that was set, else the one that the system property or the environment variable names,
     * else {@link #DEFAULT}.
     *
     * @return the policy
     * @throws IllegalArgumentException if there is no policy of the name
     */
    public static LoopPolicy current() {
        LoopPolicy set = chosen;
        if (set != null) return set;
        String name = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        return name == null ? DEFAULT : find(name);
    }

    /**
     * Sets the policy for the whole process. Loops that are open already stay as they are.
     *
     * @param policy the policy, null for the one that is named or the default
     */
    public static void set(@Nullable LoopPolicy policy) {
        chosen = policy;
    }

    private static LoopPolicy find(String name) {
        if (name.equals(DEFAULT.name())) return DEFAULT;
        List<String> known = new ArrayList<>(List.of(DEFAULT.name()));
        for (LoopPolicy policy : ServiceLoader.load(LoopPolicy.class)) {
            if (policy.name().equals(name)) return policy;
            known.add(policy.name());
        }
        throw new IllegalArgumentException(
                "there is no loop policy \"" + name + "\"; there are: " + String.join(", ", known));
    }
}
