package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;

import dev.tuliptree.sync.MemoryChannel;
import dev.tuliptree.sync.Queue;

/** Two tasks that hand an item to and fro; a round trip is two messages. */
final class HandingOver {
    private static final int ROUND_TRIPS = 1_000_000;

    private HandingOver() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            stopwatch.time("pingpong_rendezvous", 2 * ROUND_TRIPS, () -> overChannels(0));
            stopwatch.time("pingpong_channel1", 2 * ROUND_TRIPS, () -> overChannels(1));
            stopwatch.time("pingpong_queue1", 2 * ROUND_TRIPS, HandingOver::overQueues);
        });
    }

    private static void overChannels(int capacity) {
        MemoryChannel<Integer> there = MemoryChannel.open(capacity);
        MemoryChannel<Integer> back = MemoryChannel.open(capacity);
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < ROUND_TRIPS; i++)
                    back.sender().send(there.receiver().receive());
            });
            for (int i = 0; i < ROUND_TRIPS; i++) {
                there.sender().send(1);
                back.receiver().receive();
            }
        });
    }

    private static void overQueues() {
        Queue<Integer> there = new Queue<>(1);
        Queue<Integer> back = new Queue<>(1);
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < ROUND_TRIPS; i++) back.put(there.get());
            });
            for (int i = 0; i < ROUND_TRIPS; i++) {
                there.put(1);
                back.get();
            }
        });
    }
}
