package dev.tuliptree.http.session;

import dev.tuliptree.http.Attribute;
import dev.tuliptree.http.Cookie;
import dev.tuliptree.http.Handler;
import dev.tuliptree.http.Middleware;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives each visitor a {@link Session}, by a cookie. After aiohttp-session. Immutable: each method returns another one.
 *
 * <pre>{@code
 * app.use(Sessions.encrypted(SecretKeys.ofBase64(System.getenv("SECRET"))));
 * app.post("/sign-in", request -> {
 *     Session session = Sessions.of(request);
 *     session.renew();
 *     session.set("user", check(request.form()));
 *     return Response.redirect("/");
 * });
 * }</pre>
 *
 * <p>The cookie is sent over TLS only ({@link #withoutTls} is for development), hidden from scripts, and not sent with
 * what other sites cause, but for links. Its name is {@code __Host-session}, so that no other host of the domain can
 * set it. A session lasts for {@link #withLife 14 days} after it was last used. A visitor has none, and no cookie,
 * before something is kept.
 *
 * <p>If the handler throws an exception, its changes are not kept.
 */
public final class Sessions implements Middleware {
    private static final Attribute<Session> KEY = Attribute.named("session");
    private static final Duration DEFAULT_LIFE = Duration.ofDays(14);

    private final BiFunction<Duration, InstantSource, SessionKeeper> keepers;
    private final InstantSource clock;
    private final Cookie cookie;
    private final Duration life;
    private final SessionKeeper keeper;

    private Sessions(
            BiFunction<Duration, InstantSource, SessionKeeper> keepers,
            InstantSource clock,
            Cookie cookie,
            Duration life) {
        if (life.compareTo(Duration.ofSeconds(2)) < 0) {
            throw new IllegalArgumentException("a session lasts two seconds at least, not " + life);
        }
        this.keepers = keepers;
        this.clock = clock;
        this.cookie = cookie.maxAge(life);
        this.life = life;
        keeper = keepers.apply(life, clock);
    }

    private static Sessions of(BiFunction<Duration, InstantSource, SessionKeeper> keepers) {
        return new Sessions(keepers, InstantSource.system(), Cookie.of("__Host-session", ""), DEFAULT_LIFE);
    }

    /**
     * Keeps each session in its cookie, signed: clients can read it, but not change it. They can bring back an earlier
     * state of it, until that has expired; what must be forgotten for certain belongs into a store.
     */
    public static Sessions signed(SecretKeys keys) {
        CookieSeal seal = CookieSeal.signed(keys);
        return of((life, clock) -> new CookieKeeper(seal, life, clock));
    }

    /** As {@link #signed}, but encrypted: clients cannot read it either. */
    public static Sessions encrypted(SecretKeys keys) {
        CookieSeal seal = CookieSeal.encrypted(keys);
        return of((life, clock) -> new CookieKeeper(seal, life, clock));
    }

    /** Keeps sessions in a store; their cookies are nothing but large random numbers. */
    public static Sessions stored(SessionStore store) {
        return of((life, clock) -> new StoreKeeper(store, life, clock));
    }

    /**
     * The same with another cookie, whose value is left out: another name or path, or for all hosts of a domain.
     *
     * <pre>{@code
     * sessions.withCookie(Cookie.of("shop", "").secured().sameSite(SameSite.STRICT))
     * }</pre>
     */
    public Sessions withCookie(Cookie cookie) {
        return new Sessions(keepers, clock, cookie, life);
    }

    /** The same, also without TLS, where everybody on the way can take a session over. For development. */
    public Sessions withoutTls() {
        return withCookie(Cookie.of("session", "").sameSite(cookie.sameSite()));
    }

    /**
     * The same with another life of sessions, from the last time each was used.
     *
     * @throws IllegalArgumentException if it is shorter than two seconds
     */
    public Sessions withLife(Duration life) {
        return new Sessions(keepers, clock, cookie, life);
    }

    Sessions withClock(InstantSource clock) {
        return new Sessions(keepers, clock, cookie, life);
    }

    /**
     * The session of whoever has sent the request.
     *
     * @throws IllegalStateException if there is no such middleware around the handler
     */
    public static Session of(Request request) {
        Session session = request.attribute(KEY);
        if (session == null) {
            throw new IllegalStateException(
                    "there are no sessions here: app.use(Sessions.encrypted(keys)) comes first");
        }
        return session;
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String name = cookie.name();
        String received = request.cookie(name);
        SessionKeeper.Loaded loaded = received == null ? null : keeper.load(name, received);
        String known = loaded == null ? null : received;
        Session session = loaded == null ? new Session(Map.of(), true) : new Session(loaded.values(), false);
        request.attribute(KEY, session);
        Response response = next.handle(request);
        session.close();
        boolean keep = session.isChanged() || (loaded != null && !loaded.isFresh());
        Response kept = keep ? keep(response, session, known) : response;
        return session.isUsed() || keep ? vary(kept) : kept;
    }

    private Response keep(Response response, Session session, @Nullable String known) throws IOException {
        if (session.values().isEmpty()) {
            if (known == null) {
                return response;
            }
            keeper.delete(known);
            return drop(response);
        }
        String value = keeper.save(cookie.name(), known, session.isRenewed(), session.values());
        return value == null ? drop(response) : set(response, value, life);
    }

    private Response drop(Response response) {
        return set(response, "", Duration.ZERO);
    }

    private Response set(Response response, String value, Duration age) {
        Cookie full = new Cookie(
                cookie.name(),
                value,
                cookie.path(),
                cookie.domain(),
                age,
                cookie.secure(),
                cookie.httpOnly(),
                cookie.sameSite());
        Response with = response.cookie(full);
        // What was made for one visitor must not be handed to others by a cache on the way.
        return with.header("Cache-Control") == null ? with.header("Cache-Control", "private") : with;
    }

    private static Response vary(Response response) {
        boolean varies = response.headers().all("Vary").stream()
                .anyMatch(line -> line.strip().equals("*")
                        || line.toLowerCase(Locale.ROOT).contains("cookie"));
        return varies ? response : response.addHeader("Vary", "Cookie");
    }
}
