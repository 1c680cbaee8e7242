package dev.tuliptree.http.client;

import static dev.tuliptree.Async.sleep;

import dev.tuliptree.http.wire.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests again that have failed for reasons that may pass:
 * {@code ClientOptions.DEFAULT.withMiddleware(Retry.standard())}. Only those that do the same done twice (RFC 9110,
 * 9.2.2), and whose body can be sent again.
 *
 * <p>Reasons are that no connection could be made or that it broke, that the server took too long to accept or to
 * answer, and the statuses 429, 502, 503 and 504. Between two attempts it waits, the longer the more have failed, and
 * each time for a random part of that, lest all clients of a server come back at once. A {@code Retry-After} of the
 * server is kept to; if it asks for more than the longest wait, the program gets the response. The waits count towards
 * {@link ClientTimeouts#total}.
 *
 * @param times how often a request is sent again at most
 * @param firstWait the longest wait before the second attempt; it doubles each time
 * @param longestWait the longest wait of all
 * @param statuses which statuses are a reason
 */
public record Retry(int times, Duration firstWait, Duration longestWait, Set<Integer> statuses)
        implements ClientMiddleware {
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Retry {
        if (times < 0 || firstWait.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("a number or duration is negative");
        }
        statuses = Set.copyOf(statuses);
    }

    /** Three times, after half a second at most, then one and two. */
    public static Retry standard() {
        return new Retry(3, Duration.ofMillis(500), Duration.ofSeconds(30), PASSING);
    }

    /** The same with another number of {@link #times}. */
    public Retry withTimes(int times) {
        return new Retry(times, firstWait, longestWait, statuses);
    }

    /** The same with other waits. */
    public Retry withWaits(Duration first, Duration longest) {
        return new Retry(times, first, longest, statuses);
    }

    /** The same with other {@link #statuses}. */
    public Retry withStatuses(Set<Integer> statuses) {
        return new Retry(times, firstWait, longestWait, statuses);
    }

    @Override
    public ClientResponse handle(ClientRequest request, ClientHandler next) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Duration wait = backOff(attempt);
            String why;
            try {
                ClientResponse response = next.send(request.copy());
                boolean again = attempt < times && statuses.contains(response.status()) && isRepeatable(request);
                Duration asked = again ? retryAfter(response.header("Retry-After")) : null;
                if (!again || (asked != null && asked.compareTo(longestWait) > 0)) {
                    return response;
                }
                wait = asked == null ? wait : asked;
                why = "the status was " + response.status();
                response.close();
            } catch (IOException e) {
                if (attempt >= times || !mayPass(e) || !isRepeatable(request)) {
                    throw e;
                }
                why = String.valueOf(e.getMessage());
            }
            sleep(wait);
            request.trace().repeated(why);
        }
    }

    private static boolean isRepeatable(ClientRequest request) {
        RequestBody body = request.body();
        return OutgoingRequest.isIdempotent(request.method()) && (body == null || body.isRepeatable());
    }

    private static boolean mayPass(IOException failure) {
        return switch (failure) {
            case ClientTimeoutException timeout ->
                switch (timeout.phase()) {
                    case CONNECT, WRITE, RESPONSE -> true;
                    case TOTAL, POOL, READ -> false;
                };
            case ProtocolException _, RedirectException _ -> false;
            default -> true;
        };
    }

    private Duration backOff(int attempt) {
        long longest = longestWait.toNanos();
        long step = attempt > 30 ? longest : Math.min(longest, firstWait.toNanos() << attempt);
        return Duration.ofNanos(step <= 0 ? 0 : RandomGenerator.getDefault().nextLong(step + 1));
    }

    /** What the server asks for (RFC 9110, 10.2.3): seconds or a date; null if nothing. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!header.isEmpty() && header.length() <= 9 && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
