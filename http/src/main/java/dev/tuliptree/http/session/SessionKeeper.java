package dev.tuliptree.http.session;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where sessions are between two requests: in their cookies, or in a store. */
sealed interface SessionKeeper permits CookieKeeper, StoreKeeper {
    /**
     * A session that a cookie stands for.
     *
     * @param values what is kept
     * @param isFresh false if the cookie should be made anew, for having half expired or being made with an old key
     */
    record Loaded(Map<String, String> values, boolean isFresh) {}

    /** Null if the cookie stands for none. */
    @Nullable
    Loaded load(String name, String cookie) throws IOException;

    /**
     * Keeps a session.
     *
     * @param old the cookie that stood for it so far; null if there was none
     * @param renew whether that one must not stand for it any longer
     * @return the value of the cookie to set; null if it has been ended meanwhile
     */
    @Nullable
    String save(String name, @Nullable String old, boolean renew, Map<String, String> values) throws IOException;

    /** Forgets the session that a cookie stood for. */
    void delete(String cookie) throws IOException;
}
