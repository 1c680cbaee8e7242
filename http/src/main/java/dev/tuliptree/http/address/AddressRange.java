package dev.tuliptree.http.address;

import java.net.InetAddress;

/**
 * The addresses that have their first bits in common with one (RFC 4632, 3.1). Immutable; any thread.
 *
 * @param first one of them
 * @param bits how many bits count
 */
public record AddressRange(InetAddress first, int bits) {
    /**
     * Checks the number of bits.
     *
     * @throws IllegalArgumentException if the address does not have so many
     */
    public AddressRange {
        if (bits < 0 || bits > 8 * first.getAddress().length) {
            throw new IllegalArgumentException("a network of " + bits + " bits");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code 10.0.0.1}, or the same of IPv6.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int all = 8 * address.getAddress().length;
        return new AddressRange(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * Reads one address: one of IPv4 as four numbers, unlike the JDK, which takes 1 for 0.0.0.1.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InetAddress address(String text) {
        if (text.indexOf(':') < 0 && text.chars().filter(c -> c == '.').count() != 3) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int difference = ours[bit / 8] ^ theirs[bit / 8];
            if (((difference >> (7 - bit % 8)) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
