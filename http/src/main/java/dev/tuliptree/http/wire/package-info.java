/**
 * The protocols themselves, apart from any I/O: HTTP/1.1 heads and bodies (RFC 9110, RFC 9112) and WebSocket frames
 * (RFC 6455), both roles, as state machines over byte arrays.
 *
 * <p><b>Where to start.</b> A server reads a head with {@link dev.tuliptree.http.wire.RequestParser}, its body with the
 * {@link dev.tuliptree.http.wire.BodyDecoder} that the head hands out, and answers with a
 * {@link dev.tuliptree.http.wire.ResponseWriter} and a {@link dev.tuliptree.http.wire.BodyEncoder}. A client does the
 * same with {@link dev.tuliptree.http.wire.RequestWriter} and {@link dev.tuliptree.http.wire.ResponseParser}. After an
 * upgrade both use {@link dev.tuliptree.http.wire.MessageAssembler} to read and
 * {@link dev.tuliptree.http.wire.FrameWriter} to write, and {@link dev.tuliptree.http.wire.DeflateParameters} to agree
 * on compressing (RFC 7692).
 *
 * <p><b>Reading.</b> The caller owns the bytes. It passes {@code (array, from, to)}, a decoder consumes what it can and
 * says how much that was; what was not consumed belongs to whatever follows. Input may be cut anywhere: a decoder
 * remembers where it stopped, so that the work done for a message is linear in its length however it is cut, and the
 * outcome does not depend on the cuts. Results are slices of the caller's array wherever that is possible.
 *
 * <p><b>Refusing.</b> Bytes that a specification does not allow raise {@link dev.tuliptree.http.wire.ProtocolException}
 * with the status to answer (WebSocket: a {@link dev.tuliptree.http.wire.MessageEvent.Failure} with the close code).
 * There is no lenient mode: two readers who disagree about where a message ends are a security hole. After a refusal a
 * decoder never looks at another byte. Memory is bounded by {@link dev.tuliptree.http.wire.HttpLimits} and
 * {@link dev.tuliptree.http.wire.WebSocketLimits}.
 *
 * <p><b>Writing.</b> Writers append to a {@link dev.tuliptree.http.wire.WireBuffer}. They refuse, with
 * {@link IllegalArgumentException}, any name or value that could end a line early; nothing half-written stays behind.
 *
 * <p><b>Threads.</b> Nothing here is synchronized. Every object belongs to one connection and is used by one coroutine
 * at a time; records and static methods may be used from anywhere.
 */
@NullMarked
package dev.tuliptree.http.wire;

import org.jspecify.annotations.NullMarked;
