package dev.tuliptree.net;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while what another resolver has found, and has it look for a name once however many ask for it
 * meanwhile: a name that gets no answer keeps one thread busy, not all of them. Failures are not remembered. Whoever
 * asks may be cancelled; the look-up goes on for the others. One loop's; loop thread only.
 */
public final class CachingResolver implements Resolver {
    /** How many names are remembered unless something else is asked for. */
    public static final int DEFAULT_NAMES = 1_000;

    /** How long they are remembered: the system keeps from us how long it would be allowed. */
    public static final Duration DEFAULT_TIME = Duration.ofSeconds(10);

    private static final Map<EventLoop, CachingResolver> OF_LOOPS = Collections.synchronizedMap(new WeakHashMap<>());

    private final Resolver resolver;
    private final Duration time;
    private final int names;
    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Task<Answer>> underWay = new HashMap<>();

    /** What a look-up has come to; one of the two is null. */
    private record Answer(
            List<InetAddress> addresses, @Nullable IOException failure, long until) {}

    /**
     * Makes one that remembers nothing yet.
     *
     * @param resolver who is asked
     * @param names how many names are remembered at most; the one that was not asked for longest is forgotten
     * @param time how long they are remembered
     */
    public CachingResolver(Resolver resolver, int names, Duration time) {
        if (names < 1) throw new IllegalArgumentException("it has to remember at least one name, not " + names);
        this.resolver = resolver;
        this.time = time;
        this.names = names;
    }

    static CachingResolver ofLoop() {
        return OF_LOOPS.computeIfAbsent(
                EventLoop.current(), _ -> new CachingResolver(Resolver.ofSystem(), DEFAULT_NAMES, DEFAULT_TIME));
    }

    @Override
    public List<InetAddress> resolve(String name) throws IOException {
        Checkpoint.throwIfCancelled();
        String key = name.toLowerCase(Locale.ROOT);
        Answer known = answers.get(key);
        if (known != null && known.until - EventLoop.current().nanoTime() > 0) {
            Checkpoint.passTurn();
            return known.addresses;
        }
        Answer answer = underWay.computeIfAbsent(key, this::lookUp).await();
        if (answer.failure != null) throw anew(answer.failure);
        return answer.addresses;
    }

    /** Begins a look-up in a task of the loop's, as it is nobody's in particular. */
    private Task<Answer> lookUp(String name) {
        Coroutine<Answer> lookUp = () -> {
            try {
                EventLoop loop = EventLoop.current();
                List<InetAddress> found = List.copyOf(resolver.resolve(name));
                if (found.isEmpty()) throw new UnknownHostException(name + " has no address");
                Answer answer = new Answer(found, null, loop.timeAfter(time));
                remember(name, answer);
                return answer;
            } catch (IOException e) {
                return new Answer(List.of(), e, 0);
            } finally {
                underWay.remove(name);
            }
        };
        return EventLoop.current().createTask(lookUp);
    }

    private void remember(String name, Answer answer) {
        answers.put(name, answer);
        if (answers.size() > names) answers.remove(answers.keySet().iterator().next());
    }

    /** Several may be told of one failure; each gets an exception that shows where it asked. */
    private static IOException anew(IOException failure) {
        String message = failure.getMessage();
        IOException copy =
                failure instanceof UnknownHostException ? new UnknownHostException(message) : new IOException(message);
        copy.initCause(failure);
        return copy;
    }

    /** Forgets everything, so that the next to ask hears of what has changed. Not a checkpoint. */
    public void clear() {
        answers.clear();
    }
}
