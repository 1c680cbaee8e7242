package dev.tuliptree.http.client;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;

/** The host in a URL. What looks like an address must be one in its one canonical form. */
final class HostName {
    private static final int MAX_LENGTH = 253;

    private HostName() {}

    /**
     * The host to connect to: a name in lower case, in ASCII, or an address without brackets.
     *
     * @throws IllegalArgumentException if it is none; says why
     */
    static String canonical(String host) {
        if (host.startsWith("[")) {
            if (!host.endsWith("]")) {
                throw new IllegalArgumentException("the bracket of an IPv6 address is not closed: " + host);
            }
            return ipv6(host.substring(1, host.length() - 1));
        }
        String name = Characters.all(host, c -> c < 0x80)
                ? host.toLowerCase(Locale.ROOT)
                : IDN.toASCII(host).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > MAX_LENGTH || !Characters.all(name, HostName::isNameChar)) {
            throw new IllegalArgumentException("there is no valid host in this URL: \"" + host + "\"");
        }
        // Systems read 127.1, 0x7f000001 and 2130706433 as addresses; filters that look at the text do not.
        if (endsInNumber(name) && !isIpv4(name)) {
            throw new IllegalArgumentException("an IPv4 address is written as four decimal numbers: " + host);
        }
        return name;
    }

    /** Whether it is an address rather than a name. */
    static boolean isAddress(String canonical) {
        return canonical.indexOf(':') >= 0 || endsInNumber(canonical);
    }

    private static String ipv6(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        try {
            // A zone is of this machine alone and has no place in a URL that others may have written.
            if (lower.indexOf('%') < 0 && Inet6Address.ofLiteral(lower) != null) {
                return lower;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException("not an IPv6 address: " + address);
    }

    private static boolean endsInNumber(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return (!last.isEmpty() && Characters.all(last, Characters::isDigit))
                || (last.startsWith("0x")
                        && Characters.all(last.substring(2), c -> Character.digit(c, 16) >= 0 && c < 0x80));
    }

    private static boolean isIpv4(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits = !part.isEmpty() && part.length() <= 3 && Characters.all(part, Characters::isDigit);
            if (!digits || (part.length() > 1 && part.startsWith("0")) || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameChar(int c) {
        return (c >= 'a' && c <= 'z') || Characters.isDigit(c) || c == '-' || c == '.' || c == '_';
    }
}
