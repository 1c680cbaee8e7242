package dev.tuliptree.http.client;

import java.io.IOException;

/** A redirect that is not followed: there were too many, or it leads to where the client does not go. */
public final class RedirectException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String url;

    RedirectException(String url, String message) {
        super(message + " (from " + url + ")");
        this.url = url;
    }

    /** Who has asked for it. */
    public String url() {
        return url;
    }
}
