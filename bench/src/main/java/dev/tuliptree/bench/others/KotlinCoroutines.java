package dev.tuliptree.bench.others;

import dev.tuliptree.bench.micro.Stopwatch;
import java.util.concurrent.CancellationException;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import org.jspecify.annotations.Nullable;

/**
 * Kotlin's coroutines in {@code runBlocking}, called from Java: {@code KotlinCoroutines cancel|parked}. That works for
 * coroutines whose one suspension is the last thing they do.
 */
public final class KotlinCoroutines {
    private static final int FEW = 100_000;
    private static final int MANY = 1_000_000;

    private KotlinCoroutines() {}

    /**
     * Runs one group.
     *
     * @param arguments its name
     * @throws Exception as its programs do
     */
    public static void main(String[] arguments) throws Exception {
        Stopwatch stopwatch = new Stopwatch("kotlin-runblocking");
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "cancel" ->
                stopwatch.timeItself("cancel", FEW, () -> {
                    long begin = withParked(FEW, System::nanoTime);
                    return System.nanoTime() - begin;
                });
            case "parked" -> {
                for (int i = 0; i < 5; i++) bytesParked(FEW);
                stopwatch.bytes("parked_100000", FEW, bytesParked(FEW));
                stopwatch.bytes("parked_1000000", MANY, bytesParked(MANY));
            }
            default -> throw new IllegalArgumentException("usage: KotlinCoroutines cancel|parked");
        }
    }

    private static long bytesParked(int count) throws InterruptedException {
        long before = Stopwatch.heapInUse();
        return withParked(count, Stopwatch::heapInUse) - before;
    }

    private interface Look {
        long look();
    }

    /** Parks that many coroutines, looks, and cancels them; returns when they have ended. */
    private static long withParked(int count, Look look) throws InterruptedException {
        long[] seen = {0};
        try {
            BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE, (CoroutineScope scope, Continuation<? super Unit> _) -> {
                        for (int i = 0; i < count; i++) launch(scope, (_, parked) -> DelayKt.awaitCancellation(parked));
                        // Has its turn when all others have had theirs.
                        launch(scope, (_, _) -> {
                            seen[0] = look.look();
                            CoroutineScopeKt.cancel(scope, null);
                            return Unit.INSTANCE;
                        });
                        return Unit.INSTANCE;
                    });
            throw new IllegalStateException("it was not cancelled");
        } catch (CancellationException e) {
            return seen[0];
        }
    }

    private static void launch(
            CoroutineScope scope, Function2<CoroutineScope, Continuation<? super Unit>, @Nullable Object> body) {
        BuildersKt.launch(scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT, body);
    }
}
