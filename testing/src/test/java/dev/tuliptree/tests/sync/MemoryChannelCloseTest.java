package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.sync.BrokenResource;
import dev.tuliptree.sync.ClosedResource;
import dev.tuliptree.sync.EndOfChannel;
import dev.tuliptree.sync.MemoryChannel;
import dev.tuliptree.sync.MemoryReceiveChannel;
import dev.tuliptree.sync.MemorySendChannel;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** Each end of a channel learns what has become of the other, and of itself. */
class MemoryChannelCloseTest {
    private static <T> Task<?> expecting(Nursery nursery, Class<? extends Exception> type, Runnable action) {
        Task<?> task = nursery.start(() -> assertThatExceptionOfType(type).isThrownBy(action::run));
        loop().waitAllTasksBlocked();
        assertThat(task.done()).isFalse();
        return task;
    }

    @LoopTest
    void whenAllSendersAreClosedReceiversGetWhatIsLeftAndThenTheEnd() {
        MemoryChannel<Integer> channel = MemoryChannel.open(5);
        channel.sender().send(1);
        channel.sender().send(2);
        channel.sender().send(3);
        MemorySendChannel<Integer> other = channel.sender().clone();
        channel.sender().close();
        channel.sender().close();
        assertThat(channel.receiver().receive()).isEqualTo(1);
        other.close();
        assertThat(channel.receiver().receive()).isEqualTo(2);
        assertThat(channel.receiver().tryReceive()).isEqualTo(3);
        assertThatExceptionOfType(EndOfChannel.class)
                .isThrownBy(() -> channel.receiver().receive());
        assertThatExceptionOfType(EndOfChannel.class)
                .isThrownBy(() -> channel.receiver().tryReceive());
        assertThat(channel.receiver()).isEmpty();
    }

    @LoopTest
    void whenTheLastSenderIsClosedThoseWhoWaitToReceiveAreTold() {
        MemoryChannel<Integer> channel = MemoryChannel.open(0);
        nursery(n -> {
            MemorySendChannel<Integer> other = channel.sender().clone();
            Task<?> first =
                    expecting(n, EndOfChannel.class, () -> channel.receiver().receive());
            Task<?> second = expecting(
                    n, EndOfChannel.class, () -> channel.receiver().clone().receive());
            List<Integer> iterated = new ArrayList<>();
            Task<?> iterating = n.start(() -> channel.receiver().forEach(iterated::add));
            channel.sender().close();
            loop().waitAllTasksBlocked();
            assertThat(first.done()).isFalse();
            other.close();
            await(first);
            await(second);
            await(iterating);
            assertThat(iterated).isEmpty();
        });
    }

    @LoopTest
    void whenAllReceiversAreClosedSendersAreToldAndWhatIsLeftIsDropped() {
        MemoryChannel<Integer> channel = MemoryChannel.open(1);
        nursery(n -> {
            channel.sender().send(1);
            Task<?> sending =
                    expecting(n, BrokenResource.class, () -> channel.sender().send(2));
            MemoryReceiveChannel<Integer> other = channel.receiver().clone();
            channel.receiver().close();
            loop().waitAllTasksBlocked();
            assertThat(sending.done()).isFalse();
            other.close();
            await(sending);
        });
        assertThatExceptionOfType(BrokenResource.class)
                .isThrownBy(() -> channel.sender().send(3));
        assertThatExceptionOfType(BrokenResource.class)
                .isThrownBy(() -> channel.sender().trySend(3));
        assertThat(channel.statistics()).isEqualTo(new MemoryChannel.Statistics(0, 1, 1, 1, 0, 0, 0));
    }

    @LoopTest
    void whoUsesAnEndThatIsClosedIsToldThatItIs() {
        MemoryChannel<Integer> channel = MemoryChannel.open(1);
        MemorySendChannel<Integer> sender = channel.sender().clone();
        MemoryReceiveChannel<Integer> receiver = channel.receiver().clone();
        sender.close();
        receiver.close();
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> sender.send(1));
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> sender.trySend(1));
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> sender.clone());
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> receiver.receive());
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> receiver.tryReceive());
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> receiver.clone());
        assertThatExceptionOfType(ClosedResource.class)
                .isThrownBy(() -> receiver.iterator().hasNext());
        channel.sender().send(1);
        assertThat(channel.receiver().receive()).isEqualTo(1);
        channel.receiver().close();
        assertThatExceptionOfType(ClosedResource.class).as("its own end first").isThrownBy(() -> sender.send(1));
    }

    @LoopTest
    void closingAnEndTellsThoseWhoWaitAtItAndNobodyElse() {
        MemoryChannel<Integer> sending = MemoryChannel.open(0);
        MemoryChannel<Integer> receiving = MemoryChannel.open(0);
        nursery(n -> {
            MemorySendChannel<Integer> sender = sending.sender().clone();
            MemoryReceiveChannel<Integer> receiver = receiving.receiver().clone();
            Task<?> first = expecting(n, ClosedResource.class, () -> sender.send(1));
            Task<?> other = n.start(() -> sending.sender().send(2));
            Task<?> second = expecting(n, ClosedResource.class, () -> sender.send(3));
            Task<?> third = expecting(n, ClosedResource.class, () -> receiver.receive());
            Task<Integer> another = n.start(() -> receiving.receiver().receive());
            loop().waitAllTasksBlocked();
            sender.close();
            receiver.close();
            await(first);
            await(second);
            await(third);
            assertThat(other.done()).isFalse();
            assertThat(sending.receiver().receive()).isEqualTo(2);
            await(other);
            receiving.sender().send(4);
            assertThat(await(another)).isEqualTo(4);
        });
    }

    @LoopTest
    void anItemThatWasHandedOverBeforeTheEndWasClosedIsReceived() {
        MemoryChannel<Integer> channel = MemoryChannel.open(0);
        nursery(n -> {
            Task<Integer> receiving = n.start(() -> channel.receiver().receive());
            loop().waitAllTasksBlocked();
            channel.sender().trySend(1);
            channel.receiver().close();
            channel.sender().close();
            assertThat(await(receiving)).isEqualTo(1);
        });
    }

    @LoopTest
    void aPipelineShutsDownFromItsSource() {
        MemoryChannel<Integer> numbers = MemoryChannel.open(0);
        MemoryChannel<Integer> squares = MemoryChannel.open(0);
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                try (var out = numbers.sender()) {
                    for (int i = 0; i < 4; i++) out.send(i);
                }
            });
            n.start(() -> {
                try (var in = numbers.receiver();
                        var out = squares.sender()) {
                    for (int i : in) out.send(i * i);
                }
            });
            for (int square : squares.receiver()) got.add(square);
        });
        assertThat(got).containsExactly(0, 1, 4, 9);
    }

    @LoopTest
    void aPipelineShutsDownFromItsSink() {
        MemoryChannel<Integer> numbers = MemoryChannel.open(0);
        nursery(n -> {
            Task<?> source = n.start(() -> assertThatExceptionOfType(BrokenResource.class)
                    .isThrownBy(() -> {
                        for (int i = 0; ; i++) numbers.sender().send(i);
                    }));
            try (var in = numbers.receiver()) {
                assertThat(in.receive()).isZero();
            }
            await(source);
        });
    }

    @LoopTest
    void endsOfAProgramsOwnMayRaiseTheSame() {
        assertThatExceptionOfType(ClosedResource.class).isThrownBy(() -> {
            throw new ClosedResource("my channel was closed");
        });
        assertThatExceptionOfType(BrokenResource.class).isThrownBy(() -> {
            throw new BrokenResource("its other end has gone");
        });
        assertThatExceptionOfType(EndOfChannel.class).isThrownBy(() -> {
            throw new EndOfChannel("nothing more can come");
        });
    }
}
