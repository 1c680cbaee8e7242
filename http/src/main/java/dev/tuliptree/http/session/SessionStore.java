package dev.tuliptree.http.session;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept that are not in their cookies: a database, say. Its methods may suspend.
 *
 * <p>Keys are made from the cookies by a one-way function, so who can read the store cannot take over a session.
 */
public interface SessionStore {
    /** How many sessions {@link #inMemory()} keeps: 100,000. */
    int DEFAULT_MAX_SESSIONS = 100_000;

    /**
     * What is kept of a session.
     *
     * @return null if there is none, or it has expired
     * @throws IOException if the store is out of order
     */
    @Nullable
    Map<String, String> load(String key) throws IOException;

    /**
     * Keeps a new session.
     *
     * @param life for how long
     * @throws IOException if the store is out of order
     */
    void create(String key, Map<String, String> values, Duration life) throws IOException;

    /**
     * Keeps a session anew, if it is still there: a request that began before the visitor signed out must not bring the
     * session back.
     *
     * @param life for how long
     * @return whether it was there
     * @throws IOException if the store is out of order
     */
    boolean update(String key, Map<String, String> values, Duration life) throws IOException;

    /**
     * Forgets a session, if there is such a one.
     *
     * @throws IOException if the store is out of order
     */
    void delete(String key) throws IOException;

    /** A store in memory for {@link #DEFAULT_MAX_SESSIONS}: see {@link #inMemory(int)}. */
    static SessionStore inMemory() {
        return inMemory(DEFAULT_MAX_SESSIONS);
    }

    /**
     * A store in the memory of this program, which ends with it. Good for any thread, so that several loops may share
     * one.
     *
     * @param maxSessions how many it keeps; another one takes the place of that which was not used for longest
     * @throws IllegalArgumentException if that is less than one
     */
    static SessionStore inMemory(int maxSessions) {
        return new InMemoryStore(maxSessions, InstantSource.system());
    }
}
