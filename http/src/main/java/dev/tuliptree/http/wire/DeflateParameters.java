package dev.tuliptree.http.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of a WebSocket say to each other about compressing messages (permessage-deflate, RFC 7692, 7.1). An
 * offer and the answer to it look alike.
 *
 * <p>Every valid offer is accepted. A window smaller than 32 KiB, which the JDK cannot be asked for, is kept to by
 * {@link MessageDeflater} in another way, and {@link MessageInflater} reads all of them.
 *
 * @param serverNoContextTakeover whether the server compresses each message without regard to the ones before
 * @param clientNoContextTakeover whether the client does
 * @param serverMaxWindowBits the size of the server's window as a power of two, 8 to 15; null where nothing is said,
 *     which means 15
 * @param clientMaxWindowBits the size of the client's window, likewise
 * @param clientWindowOffered whether the client has said that the server may choose the size of its window
 */
public record DeflateParameters(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        @Nullable Integer serverMaxWindowBits,
        @Nullable Integer clientMaxWindowBits,
        boolean clientWindowOffered) {

    /** The name of the extension. */
    public static final String NAME = "permessage-deflate";

    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

    /** What a client offers: windows of any size, and whether the ends are to forget what came before. */
    public static DeflateParameters offer(boolean serverNoContextTakeover, boolean clientNoContextTakeover) {
        return new DeflateParameters(serverNoContextTakeover, clientNoContextTakeover, null, null, true);
    }

    /**
     * The server's answer to the first offer that is valid, or null if none is.
     *
     * @param lines the lines of the client's Sec-WebSocket-Extensions
     * @param serverNoContextTakeover whether the server compresses each message for itself though nobody asked it to
     * @param clientNoContextTakeover whether the client is asked to
     * @throws ProtocolException with status 400 if the header is malformed
     */
    public static @Nullable DeflateParameters answer(
            List<String> lines, boolean serverNoContextTakeover, boolean clientNoContextTakeover)
            throws ProtocolException {
        for (Extension extension : Extension.parse(lines, 400)) {
            DeflateParameters offer = extension.name().equals(NAME) ? read(extension, true) : null;
            if (offer != null) {
                return new DeflateParameters(
                        offer.serverNoContextTakeover || serverNoContextTakeover,
                        offer.clientNoContextTakeover || clientNoContextTakeover,
                        offer.serverMaxWindowBits,
                        null,
                        false);
            }
        }
        return null;
    }

    /**
     * What the server has agreed to of this offer, or null if it wants no compression.
     *
     * @param lines the lines of the server's Sec-WebSocket-Extensions
     * @throws ProtocolException with status 502 if the server says anything that does not answer the offer
     */
    public @Nullable DeflateParameters agreed(List<String> lines) throws ProtocolException {
        List<Extension> extensions = Extension.parse(lines, 502);
        if (extensions.isEmpty()) {
            return null;
        }
        if (extensions.size() > 1 || !extensions.getFirst().name().equals(NAME)) {
            throw notOffered();
        }
        DeflateParameters answer = read(extensions.getFirst(), false);
        if (answer == null
                || (serverNoContextTakeover && !answer.serverNoContextTakeover)
                || (serverMaxWindowBits != null
                        && (answer.serverMaxWindowBits == null || answer.serverMaxWindowBits > serverMaxWindowBits))
                || (!clientWindowOffered && answer.clientMaxWindowBits != null)) {
            throw new ProtocolException(502, "The server's answer to " + NAME + " does not match what was offered.");
        }
        return answer;
    }

    /**
     * Checks an answer when nothing was offered.
     *
     * @param lines the lines of the server's Sec-WebSocket-Extensions
     * @throws ProtocolException with status 502 if the server uses an extension all the same
     */
    public static void agreedToNothing(List<String> lines) throws ProtocolException {
        if (!lines.isEmpty()) {
            throw notOffered();
        }
    }

    private static ProtocolException notOffered() {
        return new ProtocolException(502, "The server uses a WebSocket extension that was not offered.");
    }

    /** The parameters of an extension, or null if they are not what RFC 7692, 7.1, allows. */
    private static @Nullable DeflateParameters read(Extension extension, boolean isOffer) {
        boolean serverForgets = false;
        boolean clientForgets = false;
        boolean clientWindowOffered = false;
        Integer serverBits = null;
        Integer clientBits = null;
        Set<String> seen = new HashSet<>();
        for (Extension.Parameter parameter : extension.parameters()) {
            String value = parameter.value();
            boolean valid = switch (parameter.name()) {
                case SERVER_NO_CONTEXT_TAKEOVER -> {
                    serverForgets = true;
                    yield value == null;
                }
                case CLIENT_NO_CONTEXT_TAKEOVER -> {
                    clientForgets = true;
                    yield value == null;
                }
                case SERVER_MAX_WINDOW_BITS -> {
                    serverBits = windowBits(value);
                    yield serverBits != null;
                }
                case CLIENT_MAX_WINDOW_BITS -> {
                    clientWindowOffered = isOffer;
                    clientBits = windowBits(value);
                    yield clientBits != null || (isOffer && value == null);
                }
                default -> false;
            };
            if (!valid || !seen.add(parameter.name())) {
                return null;
            }
        }
        return new DeflateParameters(serverForgets, clientForgets, serverBits, clientBits, clientWindowOffered);
    }

    /** A decimal number from 8 to 15 without leading zeros, or null. */
    private static @Nullable Integer windowBits(@Nullable String value) {
        return switch (value) {
            case "8", "9", "10", "11", "12", "13", "14", "15" -> Integer.valueOf(value);
            case null, default -> null;
        };
    }

    /** What compresses the messages that this end sends. */
    public MessageDeflater deflater(Role role, int level) {
        return switch (role) {
            case SERVER -> new MessageDeflater(level, !serverNoContextTakeover, orLargest(serverMaxWindowBits));
            case CLIENT -> new MessageDeflater(level, !clientNoContextTakeover, orLargest(clientMaxWindowBits));
        };
    }

    /** What decompresses the messages that this end receives. */
    public MessageInflater inflater(Role role) {
        return new MessageInflater(role == Role.SERVER ? !clientNoContextTakeover : !serverNoContextTakeover);
    }

    private static int orLargest(@Nullable Integer bits) {
        return bits == null ? MessageDeflater.LARGEST_WINDOW : bits;
    }

    /** The value of Sec-WebSocket-Extensions. */
    public String header() {
        StringBuilder header = new StringBuilder(NAME);
        if (serverNoContextTakeover) {
            header.append("; ").append(SERVER_NO_CONTEXT_TAKEOVER);
        }
        if (clientNoContextTakeover) {
            header.append("; ").append(CLIENT_NO_CONTEXT_TAKEOVER);
        }
        if (serverMaxWindowBits != null) {
            header.append("; ").append(SERVER_MAX_WINDOW_BITS).append('=').append(serverMaxWindowBits);
        }
        if (clientMaxWindowBits != null) {
            header.append("; ").append(CLIENT_MAX_WINDOW_BITS).append('=').append(clientMaxWindowBits);
        } else if (clientWindowOffered) {
            header.append("; ").append(CLIENT_MAX_WINDOW_BITS);
        }
        return header.toString();
    }
}
