package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.MemoryChannel;
import dev.tuliptree.sync.MemoryReceiveChannel;
import dev.tuliptree.sync.MemorySendChannel;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A channel hands every item from a sender to one receiver, in order; without a buffer, from hand to hand. */
class MemoryChannelTest {
    @LoopTest
    void withoutABufferSendingWaitsUntilItIsReceived() {
        MemoryChannel<String> channel = MemoryChannel.open(0);
        nursery(n -> {
            assertThat(channel.sender().trySend("nobody waits")).isFalse();
            Task<?> sending = n.start(() -> channel.sender().send("a"));
            sleep(seconds(1));
            assertThat(sending.done()).isFalse();
            assertThat(channel.statistics()).isEqualTo(new MemoryChannel.Statistics(0, 0, 0, 1, 1, 1, 0));
            assertThat(channel.receiver().receive()).isEqualTo("a");
            await(sending);
            Task<String> receiving = n.start(() -> channel.receiver().receive());
            loop().waitAllTasksBlocked();
            assertThat(channel.sender().trySend("b")).isTrue();
            assertThat(await(receiving)).isEqualTo("b");
            assertThat(channel.receiver().tryReceive()).isNull();
        });
    }

    @LoopTest
    void withABufferSendingWaitsOnlyWhileItIsFull() {
        MemoryChannel<Integer> channel = MemoryChannel.open(2);
        MemorySendChannel<Integer> sender = channel.sender();
        MemoryReceiveChannel<Integer> receiver = channel.receiver();
        nursery(n -> {
            sender.send(0);
            sender.send(1);
            assertThat(sender.trySend(2)).isFalse();
            Task<?> sending = n.start(() -> sender.send(2));
            loop().waitAllTasksBlocked();
            assertThat(sending.done()).isFalse();
            assertThat(receiver.tryReceive()).isEqualTo(0);
            loop().waitAllTasksBlocked();
            assertThat(sending.done()).isTrue();
            assertThat(receiver.receive()).isEqualTo(1);
            assertThat(receiver.receive()).isEqualTo(2);
            assertThat(receiver.tryReceive()).isNull();
        });
        assertThat(channel.statistics()).isEqualTo(new MemoryChannel.Statistics(0, 2, 2, 1, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MemoryChannel.open(-1));
        assertThatNullPointerException().isThrownBy(() -> sender.send(null));
    }

    @LoopTest(schedules = 10)
    void everyItemIsReceivedOnceAndInTheOrderOfItsSender() {
        for (int capacity : List.of(0, 1, 3, Integer.MAX_VALUE)) {
            MemoryChannel<int[]> channel = MemoryChannel.open(capacity);
            List<int[]> received = new ArrayList<>();
            nursery(n -> {
                for (int i = 0; i < 3; i++) {
                    int number = i;
                    MemorySendChannel<int[]> sender = channel.sender().clone();
                    n.start(() -> {
                        try (sender) {
                            for (int j = 0; j < 5; j++) sender.send(new int[] {number, j});
                        }
                    });
                }
                channel.sender().close();
                for (int i = 0; i < 2; i++) {
                    MemoryReceiveChannel<int[]> receiver = channel.receiver().clone();
                    n.start(() -> {
                        try (receiver) {
                            for (int[] item : receiver) received.add(item);
                        }
                    });
                }
                channel.receiver().close();
            });
            assertThat(received).hasSize(15);
            for (int i = 0; i < 3; i++) {
                int number = i;
                assertThat(received.stream().filter(item -> item[0] == number).map(item -> item[1]))
                        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            }
        }
    }

    @LoopTest(schedules = 10)
    void thoseWhoReceiveAreServedInTheOrderTheyCame() {
        MemoryChannel<Integer> channel = MemoryChannel.open(0);
        List<Integer> came = new ArrayList<>();
        Integer[] got = new Integer[5];
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    got[number] = channel.receiver().receive();
                });
            }
            loop().waitAllTasksBlocked();
            for (int i = 0; i < 5; i++) channel.sender().send(i);
        });
        for (int i = 0; i < 5; i++) assertThat(got[came.get(i)]).isEqualTo(i);
    }

    @LoopTest(schedules = 10)
    void thoseWhoSendAreServedInTheOrderTheyCame() {
        MemoryChannel<Integer> channel = MemoryChannel.open(1);
        List<Integer> came = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    channel.sender().send(number);
                });
            }
            loop().waitAllTasksBlocked();
            for (int i = 0; i < 5; i++) got.add(channel.receiver().receive());
        });
        assertThat(got).isEqualTo(came);
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsLeavesNothing() {
        MemoryChannel<String> channel = MemoryChannel.open(0);
        nursery(n -> {
            assertThat(moveOnAfter(seconds(1), () -> {
                        channel.sender().send("lost interest");
                    }))
                    .isFalse();
            assertThat(moveOnAfter(seconds(1), () -> channel.receiver().receive()))
                    .isEmpty();
            Task<String> receiving = n.start(() -> channel.receiver().receive());
            channel.sender().send("a");
            assertThat(await(receiving)).isEqualTo("a");
        });
        assertThat(channel.statistics()).isEqualTo(new MemoryChannel.Statistics(0, 0, 0, 1, 1, 0, 0));
    }

    @LoopTest
    void noItemIsLostOrDoubledWhoeverIsCancelledWhileReceiving() {
        for (int capacity : List.of(0, 1)) {
            CancelEverywhere.run(victim -> {
                MemoryChannel<Integer> channel = MemoryChannel.open(capacity);
                List<Integer> got = new ArrayList<>();
                nursery(n -> {
                    n.start(() -> victim.run(() -> {
                        for (int i = 0; i < 3; i++) got.add(channel.receiver().receive());
                    }));
                    n.start(() -> {
                        try (MemorySendChannel<Integer> sender = channel.sender()) {
                            for (int i = 0; i < 5; i++) sender.send(i);
                        }
                    });
                    loop().waitAllTasksBlocked();
                    for (int item : channel.receiver()) got.add(item);
                });
                assertThat(got).containsExactly(0, 1, 2, 3, 4);
            });
        }
    }

    @LoopTest
    void whatWasSentIsReceivedAndWhatWasNotIsNotWhoeverIsCancelledWhileSending() {
        for (int capacity : List.of(0, 1)) {
            CancelEverywhere.run(victim -> {
                MemoryChannel<Integer> channel = MemoryChannel.open(capacity);
                int[] sent = {0};
                List<Integer> got = new ArrayList<>();
                nursery(n -> {
                    n.start(() -> {
                        try (MemorySendChannel<Integer> sender = channel.sender()) {
                            victim.run(() -> {
                                for (int i = 0; i < 4; i++) {
                                    sender.send(i);
                                    sent[0]++;
                                }
                            });
                        }
                    });
                    for (int item : channel.receiver()) {
                        got.add(item);
                        sleep(millis(1));
                    }
                });
                assertThat(got).containsExactlyElementsOf(List.of(0, 1, 2, 3).subList(0, sent[0]));
            });
        }
    }

    @LoopTest
    void sendingAndReceivingAreCheckpointsAndTheRestIsNot() {
        MemoryChannel<Integer> channel = MemoryChannel.open(1);
        assertCheckpoints(() -> channel.sender().send(1));
        assertThat(channel.receiver().tryReceive()).isNull();
        channel.sender().send(1);
        assertCheckpoints(() -> channel.receiver().receive());
        assertThat(channel.receiver().tryReceive()).isEqualTo(1);
        assertLetsOthersRun(() -> {
            channel.sender().send(1);
            channel.receiver().tryReceive();
        });
        assertLetsOthersRun(() -> {
            channel.sender().trySend(1);
            channel.receiver().receive();
        });
        assertNoCheckpoints(() -> {
            channel.sender().trySend(1);
            channel.receiver().tryReceive();
            channel.sender().clone().close();
            channel.receiver().clone().close();
            channel.sender().close();
            channel.receiver().close();
        });
    }

    @LoopTest
    void saysWhatIsInItAndWhoWaits() {
        MemoryChannel<Integer> channel = MemoryChannel.open(3);
        assertThat(channel).hasToString("memory channel, 0 of 3 items, 0 sending, 0 receiving");
        assertThat(channel.sender()).hasToString("sending end of " + channel);
        channel.receiver().close();
        assertThat(channel.receiver()).hasToString("closed receiving end of " + channel);
        assertThat(MemoryChannel.open(Integer.MAX_VALUE))
                .hasToString("memory channel, 0 items, 0 sending, 0 receiving");
    }
}
