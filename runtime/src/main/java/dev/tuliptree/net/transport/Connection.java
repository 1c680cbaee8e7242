package dev.tuliptree.net.transport;

/**
 * What comes of connecting.
 *
 * @param transport the connection
 * @param protocol who is told of what happens on it
 * @param <P> the type of the protocol
 */
public record Connection<P extends Protocol>(Transport transport, P protocol) {}
