package dev.tuliptree.http.client;

import dev.tuliptree.http.address.AddressRange;
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

    /** An address, or all of a network. */
    record Network(AddressRange range) implements HostPattern {
        @Override
        public boolean matches(Origin origin) {
            return HostName.isAddress(origin.host()) && range.contains(InetAddress.ofLiteral(origin.host()));
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
        if (text.startsWith("[") && text.endsWith("]")) {
            return new Network(AddressRange.parse(text.substring(1, text.length() - 1)));
        }
        if (text.indexOf('/') >= 0 || text.indexOf(':') != text.lastIndexOf(':')) {
            return new Network(AddressRange.parse(text));
        }
        int colon = text.indexOf(':');
        String host = HostName.canonical((colon < 0 ? text : text.substring(0, colon)).replaceFirst("^(\\*?\\.)", ""));
        if (colon < 0 && HostName.isAddress(host)) {
            return new Network(AddressRange.parse(host));
        }
        return new Name(host, colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)));
    }
}
