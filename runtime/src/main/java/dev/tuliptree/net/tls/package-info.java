/**
 * TLS over any stream, on the JDK's own implementation.
 *
 * <p>A {@link dev.tuliptree.net.tls.TlsStream} is a {@link dev.tuliptree.net.ByteStream} over another one, at either
 * end: over TCP from the start, or in the middle of a conversation that began in the clear. How a client and a server
 * go about it is said by {@link dev.tuliptree.net.tls.TlsClientOptions} and
 * {@link dev.tuliptree.net.tls.TlsServerOptions}; keep and share these, as sessions are resumed only between
 * connections of the same options. A {@link dev.tuliptree.net.tls.TlsIdentity} is a certificate with its key: read from
 * PEM files, read anew whenever they change, or made up for development. A server of many names may go about it in
 * another way for each: {@link dev.tuliptree.net.tls.TlsServerOptions#byName}.
 *
 * <p>What computes for long in a handshake runs in other threads. An orderly end of the stream and a connection that
 * was cut off are told apart: the second one is a {@link dev.tuliptree.net.tls.TlsTruncatedException}.
 */
@NullMarked
package dev.tuliptree.net.tls;

import org.jspecify.annotations.NullMarked;
