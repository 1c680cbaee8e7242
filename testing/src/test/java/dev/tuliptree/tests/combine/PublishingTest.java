package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.combine.Published;
import dev.tuliptree.sync.MemoryChannel;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;

/** What coroutines hand out can be subscribed to by other libraries, at the pace these ask for. */
class PublishingTest {
    /** Notes what it is told, and asks for nothing by itself. */
    private static class Noting implements Flow.Subscriber<Object> {
        final List<String> told = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription granted) {
            subscription = granted;
            told.add("subscribed");
        }

        @Override
        public void onNext(Object item) {
            told.add(item.toString());
        }

        @Override
        public void onError(Throwable failure) {
            told.add("failed: " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }
    }

    private final Noting subscriber = new Noting();

    @LoopTest
    void itemsComeInOrderAsFarAsTheyAreAskedFor() {
        publish(List.of("a", "b", "c")).subscribe(subscriber);
        assertThat(subscriber.told).isEmpty();
        settle();
        assertThat(subscriber.told).containsExactly("subscribed");
        subscriber.subscription.request(1);
        settle();
        assertThat(subscriber.told).containsExactly("subscribed", "a");
        subscriber.subscription.request(2);
        settle();
        assertThat(subscriber.told)
                .as("the end is told without being asked for")
                .containsExactly("subscribed", "a", "b", "c", "complete");
    }

    @LoopTest
    void nothingToPublishIsToldAtOnce() {
        publish(List.of()).subscribe(subscriber);
        settle();
        assertThat(subscriber.told).containsExactly("subscribed", "complete");
    }

    @LoopTest
    void theIterationMaySuspend() {
        MemoryChannel<Integer> channel = MemoryChannel.open(0);
        publish(channel.receiver()).subscribe(subscriber);
        settle();
        subscriber.subscription.request(Long.MAX_VALUE);
        subscriber.subscription.request(Long.MAX_VALUE);
        for (int i = 0; i < 3; i++) channel.sender().send(i);
        channel.sender().close();
        settle();
        assertThat(subscriber.told).containsExactly("subscribed", "0", "1", "2", "complete");
    }

    @LoopTest
    void eachSubscriptionIteratesAnew() {
        Flow.Publisher<String> publisher = publish(List.of("a"));
        Noting other = new Noting();
        publisher.subscribe(subscriber);
        publisher.subscribe(other);
        settle();
        subscriber.subscription.request(1);
        other.subscription.request(1);
        settle();
        assertThat(subscriber.told).isEqualTo(other.told).containsExactly("subscribed", "a", "complete");
    }

    @LoopTest
    void whatThereAndBackAgainIsPublishedComesWhole() {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        try (Published<Integer> published = iterate(publish(numbers), 8)) {
            assertThat(published).containsExactlyElementsOf(numbers);
        }
    }

    @LoopTest
    void otherThreadsMaySubscribeAndAskForItems() throws Exception {
        Flow.Publisher<Integer> publisher =
                publish(IntStream.range(0, 100).boxed().toList());
        CompletableFuture<Integer> sum = new CompletableFuture<>();
        CountDownLatch subscribed = new CountDownLatch(1);
        Noting slow = new Noting() {
            private int total;

            @Override
            public void onSubscribe(Flow.Subscription granted) {
                subscription = granted;
                subscribed.countDown();
            }

            @Override
            public void onNext(Object item) {
                total += (Integer) item;
            }

            @Override
            public void onComplete() {
                sum.complete(total);
            }
        };
        toThread(() -> {
            publisher.subscribe(slow);
            subscribed.await();
            for (int i = 0; i < 100; i++) slow.subscription.request(1);
        });
        assertThat(await(sum)).isEqualTo(4950);
    }

    // -- ends

    @LoopTest
    void aFailureOfTheIterationIsToldAfterTheItemsBeforeIt() {
        Iterable<String> failing = () -> new Iterator<>() {
            private boolean first = true;

            @Override
            public boolean hasNext() {
                if (!first) throw new IllegalStateException("broken");
                return true;
            }

            @Override
            public String next() {
                first = false;
                return "a";
            }
        };
        publish(failing).subscribe(subscriber);
        settle();
        subscriber.subscription.request(10);
        settle();
        assertThat(subscriber.told).containsExactly("subscribed", "a", "failed: broken");
    }

    @LoopTest
    void aCancelledSubscriptionIsToldNothingMore() {
        publish(List.of("a", "b")).subscribe(subscriber);
        settle();
        subscriber.subscription.request(1);
        settle();
        subscriber.subscription.cancel();
        subscriber.subscription.cancel();
        subscriber.subscription.request(1);
        settle();
        assertThat(subscriber.told).containsExactly("subscribed", "a");
        assertThat(loop().allTasks()).containsExactly(currentTask());
    }

    @LoopTest
    void cancellingItCancelsAnIterationThatIsSuspended() {
        List<String> steps = new ArrayList<>();
        Iterable<String> never = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    sleepForever();
                } finally {
                    steps.add("cancelled");
                }
                return false;
            }

            @Override
            public String next() {
                throw new AssertionError("not reached");
            }
        };
        publish(never).subscribe(subscriber);
        settle();
        subscriber.subscription.cancel();
        settle();
        assertThat(steps).containsExactly("cancelled");
        assertThat(subscriber.told).containsExactly("subscribed");
    }

    @LoopTest
    void aSubscriberMayCancelFromWithinAnItem() {
        Noting once = new Noting() {
            @Override
            public void onNext(Object item) {
                super.onNext(item);
                subscription.cancel();
            }
        };
        publish(List.of("a", "b", "c")).subscribe(once);
        settle();
        once.subscription.request(3);
        settle();
        assertThat(once.told).containsExactly("subscribed", "a");
    }

    @LoopTest
    void askingForLessThanOneItemIsAFailure() {
        publish(List.of("a")).subscribe(subscriber);
        settle();
        subscriber.subscription.request(0);
        settle();
        assertThat(subscriber.told).hasSize(2);
        assertThat(subscriber.told.get(1)).startsWith("failed: at least one item");
    }

    @LoopTest
    void whatASubscriberThrowsGoesToTheExceptionHandler() {
        List<String> handled = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> handled.add(failure.getMessage()));
        publish(List.of("a")).subscribe(new Noting() {
            @Override
            public void onSubscribe(Flow.Subscription granted) {
                throw new IllegalStateException("not me");
            }
        });
        sleep(seconds(2));
        assertThat(handled).containsExactly("not me");
    }

    @LoopTest
    void theEndOfTheLoopIsAFailureForWhoeverIsStillSubscribed() throws IOException {
        Noting late = new Noting();
        List<Throwable> failures = new ArrayList<>();
        Flow.Publisher<String> publisher = toThread(() -> run(() -> {
            Flow.Publisher<String> made = publish(List.of("a"));
            made.subscribe(new Noting() {
                @Override
                public void onError(Throwable failure) {
                    failures.add(failure);
                }
            });
            settle();
            return made;
        }));
        assertThat(failures).hasSize(1).first().isInstanceOf(CancellationException.class);
        publisher.subscribe(late);
        assertThat(late.told).containsExactly("subscribed", "failed: the loop is closed");
    }
}
