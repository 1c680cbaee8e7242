package dev.tuliptree.http.client;

import java.net.InetAddress;

/** One of the hosts that {@link ProxyRules#except} names. */
sealed interface HostPattern {
    /** Whether an origin is meant. */
    boolean matches(Origin origin);

    /** Everything. */
    record Any() implements HostPattern {
        @Override
        public boolean matches(Origin origin) {
            return true;
        }
    }

    /**
     * A name and all below it, at one port or, if that is 0, at all.
     *
     * @param name in lower case, without a dot before it
     */
    record Name(String name, int port) implements HostPattern {
        @Override
        public boolean matches(Origin origin) {
            String host = origin.host();
            return (port == 0 || port == origin.port()) && (host.equals(name) || host.endsWith("." + name));
        }
    }

    /** The addresses that have their first bits in common with this one. */
    record Network(InetAddress address, int bits) implements HostPattern {
        @Override
        public boolean matches(Origin origin) {
            if (!HostName.isAddress(origin.host())) {
                return false;
            }
            byte[] ours = address.getAddress();
            byte[] theirs = InetAddress.ofLiteral(origin.host()).getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((ours[bit / 8] ^ theirs[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static HostPattern of(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("neither a host nor a network: " + text, e);
        }
    }

    private static HostPattern parse(String text) {
        if (text.equals("*")) {
            return new Any();
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return network(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return network(text.substring(1, text.length() - 1), Integer.MAX_VALUE);
        }
        if (text.indexOf(':') != text.lastIndexOf(':')) {
            return network(text, Integer.MAX_VALUE);
        }
        int colon = text.indexOf(':');
        String host = HostName.canonical((colon < 0 ? text : text.substring(0, colon)).replaceFirst("^(\\*?\\.)", ""));
        if (colon < 0 && HostName.isAddress(host)) {
            return network(host, Integer.MAX_VALUE);
        }
        return new Name(host, colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)));
    }

    private static HostPattern network(String literal, int bits) {
        InetAddress address = InetAddress.ofLiteral(literal);
        int all = 8 * address.getAddress().length;
        if (bits < 0 || (bits > all && bits != Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("a network of " + bits + " bits");
        }
        return new Network(address, Math.min(bits, all));
    }
}
