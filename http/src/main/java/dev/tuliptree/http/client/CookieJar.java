package dev.tuliptree.http.client;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.CookieSyntax;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cookies that servers have set (RFC 6265bis), kept in memory; {@link #save} keeps them for longer. Each session
 * has one of its own unless it is given another, which several may share. Loop thread only.
 *
 * <p>All requests of a program count as requests of one site: SameSite makes no difference. What a server does not
 * label properly, a cookie for a foreign domain, or a secure one over plain HTTP, is dropped silently, as browsers do.
 */
public final class CookieJar {
    /** Unless others are given: see {@link #CookieJar(PublicSuffixes, int, int)}. */
    private static final int MAX_COOKIES = 3000;

    private static final int MAX_PER_DOMAIN = 50;

    /** How long a Cookie header may get; servers refuse longer lines. */
    private static final int MAX_HEADER = 8000;

    private final PublicSuffixes suffixes;
    private final int maxCookies;
    private final int maxPerDomain;
    private final InstantSource clock;

    /** By domain, those that were used longest ago first. */
    private final Map<String, List<StoredCookie>> domains = new LinkedHashMap<>(16, 0.75f, true);

    private int size;
    private long counter;

    /** A jar for 3,000 cookies, 50 for each domain, which gives each back to the host that has set it only. */
    public CookieJar() {
        this(PublicSuffixes.all(), MAX_COOKIES, MAX_PER_DOMAIN);
    }

    /**
     * A jar.
     *
     * @param suffixes tells for which domains cookies can be set: with {@link PublicSuffixes#all}, for none but the
     *     host itself
     * @param maxCookies how many it holds; if there are more, the domain used longest ago loses one
     * @param maxPerDomain how many of one domain; if there are more, the oldest is dropped
     * @throws IllegalArgumentException if a number is negative
     */
    public CookieJar(PublicSuffixes suffixes, int maxCookies, int maxPerDomain) {
        this(suffixes, maxCookies, maxPerDomain, InstantSource.system());
    }

    CookieJar(PublicSuffixes suffixes, int maxCookies, int maxPerDomain, InstantSource clock) {
        if (maxCookies < 0 || maxPerDomain < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
        this.suffixes = suffixes;
        this.maxCookies = maxCookies;
        this.maxPerDomain = maxPerDomain;
        this.clock = clock;
    }

    /** A jar that keeps nothing. */
    public static CookieJar none() {
        return new CookieJar(PublicSuffixes.all(), 0, 0);
    }

    /** How many cookies it holds. */
    public int size() {
        return size;
    }

    /** Drops all cookies. */
    public void clear() {
        domains.clear();
        size = 0;
    }

    /**
     * Keeps a cookie, as if a server had set it.
     *
     * @param url where
     * @param setCookie the value of a Set-Cookie header
     * @throws IllegalArgumentException if the URL is none
     */
    public void set(String url, String setCookie) {
        set(Url.of(url), setCookie);
    }

    /**
     * The names and values of the cookies that are sent to a URL.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Map<String, String> get(String url) {
        Map<String, String> found = new LinkedHashMap<>();
        for (StoredCookie cookie : matching(Url.of(url))) {
            found.putIfAbsent(cookie.name(), cookie.value());
        }
        return found;
    }

    void set(Url url, String header) {
        Instant now = clock.instant();
        StoredCookie cookie = SetCookie.parse(header, url, suffixes, now, counter++);
        if (cookie == null || maxPerDomain == 0 || (!url.origin().secure() && hidesSecureOne(cookie, url))) {
            return;
        }
        List<StoredCookie> beside = domains.computeIfAbsent(cookie.domain(), _ -> new ArrayList<>());
        for (int i = 0; i < beside.size(); i++) {
            if (cookie.replaces(beside.get(i))) {
                cookie = cookie.createdAs(beside.remove(i));
                size--;
                break;
            }
        }
        if (!cookie.isExpired(now)) {
            beside.add(cookie);
            size++;
        }
        shrink(cookie.domain(), beside, now);
    }

    /** Whether it would take the place of a secure one, which nobody can do who is not secure himself. */
    private boolean hidesSecureOne(StoredCookie cookie, Url url) {
        for (List<StoredCookie> all : related(url.origin().host())) {
            for (StoredCookie other : all) {
                if (other.secure()
                        && other.name().equals(cookie.name())
                        && (StoredCookie.domainMatches(cookie.domain(), other.domain())
                                || StoredCookie.domainMatches(other.domain(), cookie.domain()))
                        && StoredCookie.pathMatches(cookie.path(), other.path())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void shrink(String domain, List<StoredCookie> beside, Instant now) {
        if (beside.size() > maxPerDomain) {
            dropExpired(beside, now);
        }
        while (beside.size() > maxPerDomain) {
            // Those that anybody on the way could have set go first, then the oldest.
            StoredCookie victim = beside.stream()
                    .min(Comparator.comparing(StoredCookie::secure).thenComparingLong(StoredCookie::created))
                    .orElseThrow();
            beside.remove(victim);
            size--;
        }
        if (size > maxCookies) {
            domains.values().forEach(all -> dropExpired(all, now));
            domains.values().removeIf(List::isEmpty);
        }
        while (size > maxCookies) {
            List<StoredCookie> oldest = domains.values().iterator().next();
            oldest.removeFirst();
            size--;
            domains.values().removeIf(List::isEmpty);
        }
        if (beside.isEmpty()) {
            domains.remove(domain);
        }
    }

    private void dropExpired(List<StoredCookie> cookies, Instant now) {
        int before = cookies.size();
        cookies.removeIf(cookie -> cookie.isExpired(now));
        size -= before - cookies.size();
    }

    /** The cookies of a host and of the domains it lies in. */
    private List<List<StoredCookie>> related(String host) {
        List<List<StoredCookie>> found = new ArrayList<>();
        String domain = host;
        while (true) {
            List<StoredCookie> cookies = domains.get(domain);
            if (cookies != null) {
                found.add(cookies);
            }
            int dot = domain.indexOf('.');
            if (dot < 0 || HostName.isAddress(host)) {
                return found;
            }
            domain = domain.substring(dot + 1);
        }
    }

    private List<StoredCookie> matching(Url url) {
        Instant now = clock.instant();
        int before = size;
        List<StoredCookie> found = new ArrayList<>();
        for (List<StoredCookie> cookies : related(url.origin().host())) {
            dropExpired(cookies, now);
            for (StoredCookie cookie : cookies) {
                if (cookie.matches(url.origin(), url.path())) {
                    found.add(cookie);
                }
            }
        }
        if (size < before) {
            domains.values().removeIf(List::isEmpty);
        }
        found.sort(
                Comparator.comparingInt((StoredCookie cookie) -> -cookie.path().length())
                        .thenComparingLong(StoredCookie::created));
        return found;
    }

    // -- between two runs of a program

    /**
     * Writes all cookies to a file, those too that end with a session, in the format that curl and wget know. Whoever
     * can read it can be who the cookies say, so only its owner can; it is replaced as a whole. A checkpoint.
     *
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        List<StoredCookie> all = domains.values().stream().flatMap(List::stream).toList();
        String text = CookieFile.text(all);
        toThread(() -> {
            CookieFile.write(file, text);
        });
    }

    /**
     * Adds the cookies of a file that {@link #save} or another program has written. Each is judged as if a server had
     * set it just now: what has expired, or is for a domain that this jar takes no cookies for, is dropped. A
     * checkpoint.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read, is larger than 8 MiB, or has a line that is no cookie; says which
     */
    public void load(Path file) throws IOException {
        String text = toThread(() -> CookieFile.read(file));
        CookieFile.parse(text, clock.instant(), this::set);
    }

    // -- for requests

    /** The headers of a request with its cookies: its own, and those of the jar that it does not set itself. */
    Headers addTo(Headers headers, Url url) {
        if (size == 0) {
            return headers;
        }
        List<String> own = headers.all("Cookie");
        Map<String, String> named = new HashMap<>(CookieSyntax.parse(own));
        StringBuilder all = new StringBuilder(String.join("; ", own));
        for (StoredCookie cookie : matching(url)) {
            String pair = cookie.pair();
            if (!named.containsKey(cookie.name()) && all.length() + pair.length() + 2 <= MAX_HEADER) {
                all.append(all.isEmpty() ? "" : "; ").append(pair);
            }
        }
        return all.isEmpty() ? headers : headers.with("Cookie", all.toString());
    }

    /** Keeps what a response sets. */
    void take(Headers headers, Url url) {
        for (String header : headers.all("Set-Cookie")) {
            set(url, header);
        }
    }
}
