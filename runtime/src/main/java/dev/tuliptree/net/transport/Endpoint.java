package dev.tuliptree.net.transport;

/**
 * What comes of opening a UDP socket.
 *
 * @param transport the socket
 * @param protocol who is told of what happens at it
 * @param <P> the type of the protocol
 */
public record Endpoint<P extends DatagramProtocol>(DatagramTransport transport, P protocol) {}
