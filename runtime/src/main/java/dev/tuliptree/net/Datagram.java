package dev.tuliptree.net;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * A message that arrived by UDP.
 *
 * @param data what it says; not copied
 * @param sender who sent it, or claims to
 */
@SuppressWarnings("ArrayRecordComponent") // It has one owner; a copy would protect nobody.
public record Datagram(byte[] data, InetSocketAddress sender) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Datagram that && sender.equals(that.sender) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * sender.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return data.length + " bytes from " + sender;
    }
}
