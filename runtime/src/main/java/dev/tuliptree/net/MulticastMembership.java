package dev.tuliptree.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import org.jspecify.annotations.Nullable;

/** A UDP socket's membership in a multicast group: see {@link UdpSocket#joinGroup}. Loop thread only. */
public final class MulticastMembership implements AutoCloseable {
    private final MembershipKey key;

    MulticastMembership(MembershipKey key) {
        this.key = key;
    }

    /**
     * Receives nothing of a sender any more. Not a checkpoint.
     *
     * @param source the sender's address
     * @throws IOException if the system refuses, or has no room for more that are blocked
     * @throws IllegalStateException if the membership has ended, or is one with a single sender
     * @throws UnsupportedOperationException if the system cannot tell senders apart
     */
    public void block(InetAddress source) throws IOException {
        key.block(source);
    }

    /**
     * Receives from a sender again. Not a checkpoint.
     *
     * @param source the sender's address, which was blocked
     * @throws IllegalStateException if it was not, or the membership has ended
     */
    public void unblock(InetAddress source) {
        key.unblock(source);
    }

    /**
     * Whether it has not ended.
     *
     * @return false once it, or the socket, was closed
     */
    public boolean isActive() {
        return key.isValid();
    }

    /**
     * The group.
     *
     * @return its address
     */
    public InetAddress group() {
        return key.group();
    }

    /**
     * Where it is received.
     *
     * @return the interface
     */
    public NetworkInterface networkInterface() {
        return key.networkInterface();
    }

    /**
     * From whom alone it is received.
     *
     * @return the sender's address; null for anyone
     */
    public @Nullable InetAddress source() {
        return key.sourceAddress();
    }

    /** Leaves the group. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        key.drop();
    }

    @Override
    public String toString() {
        String from = key.sourceAddress() == null
                ? ""
                : " from " + key.sourceAddress().getHostAddress();
        return "membership in " + key.group().getHostAddress() + from + " on "
                + key.networkInterface().getName() + (key.isValid() ? "" : ", ended");
    }
}
