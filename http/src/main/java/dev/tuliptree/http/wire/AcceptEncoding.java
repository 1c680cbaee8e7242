package dev.tuliptree.http.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header in which clients say which content codings they take (RFC 9110, 12.5.3). */
public final class AcceptEncoding {
    /** More than anybody has codings. */
    private static final int MAX_ITEMS = 32;

    private AcceptEncoding() {}

    /**
     * The coding that the client likes best; of several that it likes as well the first one offered.
     *
     * @param lines the values of its Accept-Encoding headers
     * @param offered what there is, in lower case
     * @return null if it takes none of them, or likes none as well as no coding at all
     */
    public static @Nullable String best(List<String> lines, List<String> offered) {
        Map<String, Double> weights = new HashMap<>();
        for (String line : lines) {
            for (String item : line.split(",", MAX_ITEMS)) {
                String[] parts = item.split(";", 2);
                weights.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), weight(parts));
            }
        }
        double others = weights.getOrDefault("*", 0.0);
        // Without a word about it, no coding at all is always fine, but is not what anybody hopes for.
        double none = weights.getOrDefault("identity", 0.0);
        String best = null;
        double bestWeight = 0;
        for (String coding : offered) {
            double weight = weights.getOrDefault(coding, others);
            if (weight > bestWeight && weight >= none) {
                best = coding;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static double weight(String[] parts) {
        if (parts.length == 1) {
            return 1;
        }
        String parameter = parts[1].strip();
        if (!parameter.regionMatches(true, 0, "q=", 0, 2)) {
            return 1;
        }
        String number = parameter.substring(2).strip();
        // A weight is 0 to 1 with three decimals at most; whoever sends something else means nothing by it.
        if (!number.matches("[01](\\.[0-9]{0,3})?")) {
            return 0;
        }
        return Math.min(1, Double.parseDouble(number));
    }
}
