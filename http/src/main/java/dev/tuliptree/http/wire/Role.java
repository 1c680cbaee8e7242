package dev.tuliptree.http.wire;

/** Which end of a WebSocket we are. What a client sends is masked, what a server sends is not (RFC 6455, 5.1). */
public enum Role {
    SERVER,
    CLIENT
}
