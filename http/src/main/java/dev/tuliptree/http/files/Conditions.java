package dev.tuliptree.http.files;

import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.wire.ByteRange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a client wants something that it may have already, or a part of (RFC 9110, 13 and 14). Read from its
 * request on the loop's thread, to be used on another.
 *
 * @param reads whether the method is GET or HEAD; what has another name may be about to change something
 * @param ifMatch the value of the header of that name, as of the others; null if there is none
 * @param range null, too, if the method is not GET, for which alone ranges are defined
 */
record Conditions(
        boolean reads,
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange,
        @Nullable String range) {

    /** What there is to send. */
    @FunctionalInterface
    interface Content {
        /** The response with a part of it, with its validators. */
        Response part(long offset, long length) throws IOException;
    }

    static Conditions of(Request request) {
        boolean gets = request.method().equals("GET");
        return new Conditions(
                gets || request.method().equals("HEAD"),
                request.header("If-Match"),
                request.header("If-Unmodified-Since"),
                request.header("If-None-Match"),
                request.header("If-Modified-Since"),
                request.header("If-Range"),
                gets ? request.header("Range") : null);
    }

    /**
     * What the client is to get, its conditions looked at in the order of RFC 9110, 13.2.2.
     *
     * @param size of all the content
     * @throws HttpException 412 if it wants this only as something that it is not
     */
    Response answer(Validators validators, long size, Content content) throws IOException {
        boolean isThere = isThere(validators);
        if (isOther(validators) || (isThere && !reads)) {
            throw new HttpException(412);
        }
        if (isThere) {
            return validators.notModified();
        }
        boolean wantsPart = range != null && (ifRange == null || validators.isExactly(ifRange));
        return switch (ByteRange.parse(wantsPart ? range : null, size)) {
            case ByteRange.Whole _ -> content.part(0, size);
            case ByteRange.Part part ->
                content.part(part.offset(), part.length()).status(206).header("Content-Range", part.of(size));
            case ByteRange.Beyond _ ->
                validators.addTo(Response.empty().status(416).header("Content-Range", ByteRange.Beyond.of(size)));
        };
    }

    private boolean isOther(Validators validators) {
        return ifMatch != null
                ? !validators.isAmong(ifMatch)
                : ifUnmodifiedSince != null && validators.isModifiedSince(ifUnmodifiedSince);
    }

    private boolean isThere(Validators validators) {
        return ifNoneMatch != null
                ? validators.isWeaklyAmong(ifNoneMatch)
                : reads && ifModifiedSince != null && validators.isUnmodifiedSince(ifModifiedSince);
    }
}
