package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Under which domains names are given to anybody: {@code com}, {@code co.uk}, {@code github.io}. A cookie for all of
 * such a domain would reach strangers. Only a list can tell; see publicsuffix.org.
 */
@FunctionalInterface
public interface PublicSuffixes {
    /**
     * Whether names under this domain belong to different people.
     *
     * @param domain in lower case, in ASCII
     */
    boolean contains(String domain);

    /** All domains are: the rule without a list. Then every cookie goes back to the very host that has set it. */
    static PublicSuffixes all() {
        return _ -> true;
    }

    /**
     * A list in the format of publicsuffix.org, as systems keep it in
     * {@code /usr/share/publicsuffix/public_suffix_list.dat}. Reads the file at once: call it before the loop runs, or
     * in {@code toThread}.
     *
     * @throws IOException if it cannot be read
     */
    static PublicSuffixes read(Path list) throws IOException {
        Set<String> rules = new HashSet<>();
        for (String line : Files.readAllLines(list, UTF_8)) {
            String rule = line.strip().split("\\s", 2)[0];
            if (!rule.isEmpty() && !rule.startsWith("//")) {
                String mark = rule.startsWith("!") ? "!" : rule.startsWith("*.") ? "*." : "";
                rules.add(mark + IDN.toASCII(rule.substring(mark.length())).toLowerCase(Locale.ROOT));
            }
        }
        return domain -> {
            if (rules.contains("!" + domain)) {
                return false;
            }
            String parent = domain.substring(domain.indexOf('.') + 1);
            // What no rule speaks of is one if it is a single label.
            return rules.contains(domain) || rules.contains("*." + parent) || domain.indexOf('.') < 0;
        };
    }
}
