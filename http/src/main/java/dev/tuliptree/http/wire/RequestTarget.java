package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/** Takes a request target apart (RFC 9112, 3.2); reused for each request. Positions are relative to the head. */
final class RequestTarget {
    TargetForm form = TargetForm.ORIGIN;
    int offset;
    int length;
    int authorityOffset;
    int authorityLength;
    int defaultPort;
    int pathOffset;
    int pathLength;
    /** Where the query begins, behind the question mark; -1 if there is no question mark. */
    int queryOffset;

    private String lastTarget = "";
    private String lastPath = "";

    void parse(byte[] bytes, int base, int at, int size, String method) throws ProtocolException {
        offset = at;
        length = size;
        authorityOffset = at;
        authorityLength = 0;
        if (method.equals("CONNECT")) {
            form = TargetForm.AUTHORITY;
            authorityLength = size;
            if (!Authority.isValidWithPort(bytes, base + at, size)) {
                throw bad("The target of CONNECT is not host:port.");
            }
            path(at + size, 0, -1);
        } else if (bytes[base + at] == '/') {
            form = TargetForm.ORIGIN;
            splitQuery(bytes, base, at);
        } else if (size == 1 && bytes[base + at] == '*') {
            form = TargetForm.ASTERISK;
            if (method.equals("PRI")) {
                throw new ProtocolException(505, "The client began to speak HTTP/2, but only HTTP/1.1 is spoken here.");
            }
            if (!method.equals("OPTIONS")) {
                throw bad("The target * is for OPTIONS only.");
            }
            path(at, 1, -1);
        } else {
            form = TargetForm.ABSOLUTE;
            absolute(bytes, base);
        }
    }

    private void absolute(byte[] bytes, int base) throws ProtocolException {
        int scheme = schemeLength(bytes, base + offset, length);
        if (scheme == 0) {
            throw bad("The request target is neither a path nor an http or https address.");
        }
        authorityOffset = offset + scheme;
        int end = offset + length;
        int p = authorityOffset;
        while (p < end && bytes[base + p] != '/' && bytes[base + p] != '?') {
            p++;
        }
        authorityLength = p - authorityOffset;
        if (!Authority.isValid(bytes, base + authorityOffset, authorityLength)) {
            throw bad("The host in the request target is malformed.");
        }
        splitQuery(bytes, base, p);
    }

    /** The length of {@code http://} or {@code https://} at this place, or 0. */
    private int schemeLength(byte[] bytes, int at, int size) {
        if (size > 7 && Bytes.equalsIgnoreCase(bytes, at, 7, "http://")) {
            defaultPort = 80;
            return 7;
        }
        if (size > 8 && Bytes.equalsIgnoreCase(bytes, at, 8, "https://")) {
            defaultPort = 443;
            return 8;
        }
        return 0;
    }

    private void splitQuery(byte[] bytes, int base, int from) {
        int end = offset + length;
        int p = from;
        while (p < end && bytes[base + p] != '?') {
            p++;
        }
        path(from, p - from, p < end ? p + 1 : -1);
    }

    private void path(int at, int size, int query) {
        pathOffset = at;
        pathLength = size;
        queryOffset = query;
    }

    /** The whole target. The last string is kept, since a connection tends to ask for the same thing again. */
    String target(byte[] bytes, int base) {
        if (!Bytes.equals(bytes, base + offset, length, lastTarget)) {
            lastTarget = Bytes.string(bytes, base + offset, length);
        }
        return lastTarget;
    }

    String path(byte[] bytes, int base) {
        if (pathLength == 0) {
            return form == TargetForm.ABSOLUTE ? "/" : "";
        }
        if (pathLength == length) {
            return target(bytes, base);
        }
        if (!Bytes.equals(bytes, base + pathOffset, pathLength, lastPath)) {
            lastPath = Bytes.string(bytes, base + pathOffset, pathLength);
        }
        return lastPath;
    }

    @Nullable
    String query(byte[] bytes, int base) {
        return queryOffset < 0 ? null : Bytes.string(bytes, base + queryOffset, offset + length - queryOffset);
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(400, message);
    }
}
