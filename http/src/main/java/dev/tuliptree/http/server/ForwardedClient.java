package dev.tuliptree.http.server;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.TrustedProxies;
import dev.tuliptree.http.address.AddressRange;
import dev.tuliptree.http.wire.HeaderParameters;
import dev.tuliptree.http.wire.ProtocolException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a request, and what for, as far as trusted proxies tell.
 *
 * @param address the client's; without a port if the proxy named none
 * @param secure whether it came over TLS; null if nobody says
 * @param host what it asked for; null if nobody says
 */
record ForwardedClient(
        InetSocketAddress address,
        @Nullable Boolean secure,
        @Nullable String host) {

    /** What one proxy has added. */
    private record Hop(
            @Nullable InetSocketAddress from,
            @Nullable String scheme,
            @Nullable String host) {}

    /**
     * Follows the proxies back from this server for as long as they can be trusted.
     *
     * @param peer who is at the other end of the connection
     * @param local whether that is a program on this machine, known by no address
     */
    static ForwardedClient of(TrustedProxies trusted, InetSocketAddress peer, boolean local, Headers headers) {
        ForwardedClient client = new ForwardedClient(peer, null, null);
        if (!local && !trusted.contains(peer.getAddress())) {
            return client;
        }
        List<Hop> hops = trusted.kind() == TrustedProxies.Kind.FORWARDED ? forwarded(headers) : xForwarded(headers);
        for (Hop hop : hops.reversed()) {
            InetSocketAddress from = hop.from();
            if (from == null) {
                break;
            }
            client = new ForwardedClient(
                    from,
                    hop.scheme() == null
                            ? client.secure()
                            : Boolean.valueOf(hop.scheme().equals("https")),
                    hop.host() == null ? client.host() : hop.host());
            if (!trusted.contains(from.getAddress())) {
                break;
            }
        }
        return client;
    }

    /** RFC 7239, 4: what is malformed breaks the chain there. */
    private static List<Hop> forwarded(Headers headers) {
        List<Hop> hops = new ArrayList<>();
        for (String element : elements(headers.all("Forwarded"))) {
            try {
                Map<String, String> pairs =
                        HeaderParameters.parse(";" + element).parameters();
                hops.add(new Hop(address(pairs.get("for")), scheme(pairs.get("proto")), host(pairs.get("host"))));
            } catch (ProtocolException e) {
                hops.add(new Hop(null, null, null));
            }
        }
        return hops;
    }

    private static List<Hop> xForwarded(Headers headers) {
        List<String> froms = elements(headers.all("X-Forwarded-For"));
        List<String> schemes = elements(headers.all("X-Forwarded-Proto"));
        List<String> hosts = elements(headers.all("X-Forwarded-Host"));
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < froms.size(); i++) {
            String scheme = beside(schemes, i, froms.size());
            hops.add(new Hop(address(froms.get(i)), scheme(scheme), host(beside(hosts, i, froms.size()))));
        }
        return hops;
    }

    /** What belongs to an address: if there are not as many, the last is what the proxy next to us has said. */
    private static @Nullable String beside(List<String> values, int i, int count) {
        if (values.size() == count) {
            return values.get(i);
        }
        return values.isEmpty() ? null : values.getLast();
    }

    /** The elements of a list that may go over several lines; commas in quotes do not part them. */
    private static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            boolean quoted = false;
            int start = 0;
            for (int i = 0; i <= line.length(); i++) {
                char c = i < line.length() ? line.charAt(i) : ',';
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\\' && quoted) {
                    i++;
                } else if (c == ',' && (!quoted || i == line.length())) {
                    elements.add(line.substring(start, i).strip());
                    start = i + 1;
                }
            }
        }
        return elements;
    }

    /** An address with or without a port; null if it is none, {@code unknown} say. */
    private static @Nullable InetSocketAddress address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            int bracket = text.lastIndexOf(']');
            int colon = text.indexOf(':') == text.lastIndexOf(':') || bracket >= 0 ? text.lastIndexOf(':') : -1;
            boolean hasPort = colon > bracket && colon >= 0;
            String host = hasPort ? text.substring(0, colon) : text;
            int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : 0;
            boolean inBrackets = host.startsWith("[") && host.endsWith("]");
            String literal = inBrackets ? host.substring(1, host.length() - 1) : host;
            return new InetSocketAddress(AddressRange.address(literal), port);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String scheme(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** A host as headers may have it; null if it is none. */
    private static @Nullable String host(@Nullable String text) {
        boolean good = text != null
                && !text.isEmpty()
                && text.length() <= 255
                && text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0));
        return good ? text : null;
    }
}
