package dev.tuliptree.http.client;

/**
 * Whether a client follows redirects (RFC 9110, 15.4). What leads to another origin is followed without what is secret:
 * Authorization, Proxy-Authorization and Cookie headers stay behind, whoever has set them.
 *
 * @param max how many are followed for one request; if there are more, it fails. With 0 none is followed: the program
 *     gets the response that asks for it
 * @param maySwitchToPlain whether one may lead from https to http, where everybody on the way can read and change all
 */
public record RedirectPolicy(int max, boolean maySwitchToPlain) {
    /** Ten, and none from https to http. */
    public static final RedirectPolicy DEFAULT = new RedirectPolicy(10, false);

    /** None is followed. */
    public static final RedirectPolicy NEVER = new RedirectPolicy(0, false);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RedirectPolicy {
        if (max < 0) {
            throw new IllegalArgumentException("there cannot be " + max + " redirects");
        }
    }

    /** The same with another {@link #max}. */
    public RedirectPolicy withMax(int count) {
        return new RedirectPolicy(count, maySwitchToPlain);
    }

    /** The same, and {@link #maySwitchToPlain} or not. */
    public RedirectPolicy withSwitchToPlain(boolean allowed) {
        return new RedirectPolicy(max, allowed);
    }
}
