package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.combine.Published;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;

/** What a publisher of another library publishes can be iterated over, with a bound on what is asked for ahead. */
class PublisherTest {
    /** Publishes numbers on the subscriber's own thread, and remembers what was asked of it. */
    private static final class Numbers implements Flow.Publisher<Integer>, Flow.Subscription {
        private final int count;
        private final List<Long> requests = new ArrayList<>();
        private Flow.Subscriber<? super Integer> subscriber;
        private long asked;
        private int next;
        private boolean busy;
        private boolean cancelled;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long more) {
            requests.add(more);
            asked += more;
            if (busy) return;
            busy = true;
            while (asked > 0 && next < count && !cancelled) {
                asked--;
                subscriber.onNext(next++);
            }
            busy = false;
            if (next == count) subscriber.onComplete();
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @LoopTest
    void itemsComeInOrderToTheEnd() {
        List<Integer> items = new ArrayList<>();
        try (Published<Integer> published = iterate(new Numbers(100), 8)) {
            for (int item : published) items.add(item);
        }
        assertThat(items).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @LoopTest
    void noMoreIsAskedForThanWasAllowedAhead() {
        Numbers numbers = new Numbers(1_000);
        try (Published<Integer> published = iterate(numbers, 10)) {
            Iterator<Integer> items = published.iterator();
            for (int i = 0; i < 100; i++) {
                assertThat(items.next()).isEqualTo(i);
                assertThat(numbers.next).isLessThanOrEqualTo(i + 1 + 10);
            }
        }
        assertThat(numbers.cancelled).isTrue();
        assertThat(numbers.requests).hasSizeLessThan(50);
    }

    @LoopTest
    void aPublisherWithThreadsOfItsOwnWakesTheTask() throws Exception {
        List<Integer> items = new ArrayList<>();
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
        try (Published<Integer> published = iterate(publisher, 4)) {
            nursery(n -> {
                n.start(() -> toThread(() -> {
                    for (int i = 0; i < 200; i++) publisher.submit(i);
                    publisher.close();
                }));
                for (int item : published) items.add(item);
            });
        }
        assertThat(items).hasSize(200).isSorted();
    }

    @LoopTest
    void itsFailureComesAfterTheItemsBeforeIt() {
        IOException failure = new IOException("wire");
        Flow.Publisher<String> failing = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                subscriber.onNext("first");
                subscriber.onError(failure);
            }

            @Override
            public void cancel() {}
        });
        try (Published<String> published = iterate(failing, 4)) {
            Iterator<String> items = published.iterator();
            assertThat(items.next()).isEqualTo("first");
            assertThatThrownBy(items::hasNext).isSameAs(failure);
        }
    }

    @LoopTest
    void onePublishedMoreThanAskedForIsAFailure() {
        Flow.Publisher<Integer> eager = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                for (int i = 0; i < more + 1; i++) subscriber.onNext(i);
            }

            @Override
            public void cancel() {}
        });
        try (Published<Integer> published = iterate(eager, 2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        for (int item : published) assertThat(item).isNotNegative();
                    })
                    .withMessageContaining("more than the 2");
        }
    }

    @LoopTest
    void anEmptyOneEndsAtOnce() {
        try (Published<Integer> published = iterate(new Numbers(0), 4)) {
            Iterator<Integer> items = published.iterator();
            assertThat(items.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(items::next);
        }
    }

    @LoopTest
    void waitingForAnItemCanBeCancelledAndTakenUpAgain() {
        try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
                Published<String> published = iterate(publisher, 4)) {
            Iterator<String> items = published.iterator();
            cancelScope(scope -> {
                loop().callSoon(scope::cancel);
                items.hasNext();
            });
            publisher.submit("still comes");
            assertThat(items.next()).isEqualTo("still comes");
        }
        settle();
    }

    @LoopTest
    void closingItEndsTheIteration() {
        try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
            Published<String> published = iterate(publisher, 4);
            nursery(n -> {
                n.start(() -> {
                    for (String item : published) fail(item);
                });
                checkpoint();
                checkpoint();
                published.close();
                published.close();
            });
            assertThat(publisher.getNumberOfSubscribers()).isZero();
        }
    }

    @LoopTest
    void stepsAreCheckpointsAndLetOthersRun() {
        Numbers numbers = new Numbers(100_000);
        try (Published<Integer> published = iterate(numbers, 64)) {
            Iterator<Integer> items = published.iterator();
            LoopAssertions.assertCheckpoints(items::next);
            LoopAssertions.assertLetsOthersRun(items::next);
        }
    }

    @LoopTest
    void closedBeforeThePublisherHasCalledBackItIsCancelledThen() {
        List<Flow.Subscriber<? super Integer>> waiting = new ArrayList<>();
        iterate((Flow.Publisher<Integer>) waiting::add, 4).close();
        Numbers late = new Numbers(10);
        waiting.getFirst().onSubscribe(late);
        assertThat(late.cancelled).isTrue();
        assertThat(late.requests).isEmpty();
    }

    @LoopTest
    void aSecondSubscriptionOfTheSamePublisherIsCancelled() {
        List<Flow.Subscriber<? super Integer>> waiting = new ArrayList<>();
        try (Published<Integer> published = iterate((Flow.Publisher<Integer>) waiting::add, 4)) {
            Numbers first = new Numbers(3);
            Numbers second = new Numbers(3);
            first.subscribe(waiting.getFirst());
            waiting.getFirst().onSubscribe(second);
            assertThat(second.cancelled).isTrue();
            assertThat(published).containsExactly(0, 1, 2);
        }
    }
}
