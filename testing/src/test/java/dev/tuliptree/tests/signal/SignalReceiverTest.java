package dev.tuliptree.tests.signal;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.loop.ProcessSignals;
import dev.tuliptree.signal.SignalReceiver;
import dev.tuliptree.signal.Signals;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Signals come as events that a task iterates over. */
class SignalReceiverTest {
    /** Sends a signal to this process and waits until it has come. */
    private static void raise(String name, SignalReceiver receiver) {
        int before = receiver.pending();
        ProcessSignals.raise(name);
        while (receiver.pending() == before) Thread.onSpinWait();
    }

    @LoopTest
    void theyComeInOrder() {
        try (SignalReceiver receiver = Signals.receive("USR1", "SIGURG", "CONT")) {
            raise("CONT", receiver);
            raise("USR1", receiver);
            raise("URG", receiver);
            List<String> received = new ArrayList<>();
            for (String name : receiver) {
                received.add(name);
                if (received.size() == 3) break;
            }
            assertThat(received).containsExactly("CONT", "USR1", "URG");
        }
    }

    @LoopTest
    void aTaskThatWaitsIsWoken() {
        try (SignalReceiver receiver = Signals.receive("USR1")) {
            nursery(n -> {
                Task<String> waiting = n.start(receiver::receive);
                while (waiting.awaiting() == null) checkpoint();
                ProcessSignals.raise("USR1");
                assertThat(await(waiting)).isEqualTo("USR1");
            });
        }
    }

    @LoopTest
    void severalOfAKindAreOne() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        try (SignalReceiver receiver = Signals.receive("USR1", "URG");
                ProcessSignals.Hearing _ = ProcessSignals.hear("USR1", arrived::countDown)) {
            ProcessSignals.raise("USR1");
            ProcessSignals.raise("USR1");
            toThread(() -> arrived.await());
            raise("URG", receiver);
            assertThat(receiver.receive()).isEqualTo("USR1");
            assertThat(receiver.receive()).isEqualTo("URG");
            assertThat(receiver.pending()).isZero();
        }
    }

    @LoopTest
    void everyoneWhoHearsIsTold() {
        try (SignalReceiver one = Signals.receive("USR1");
                SignalReceiver other = Signals.receive("USR1", "URG")) {
            raise("USR1", one);
            assertThat(one.receive()).isEqualTo("USR1");
            assertThat(other.receive()).isEqualTo("USR1");
        }
    }

    @LoopTest
    void closedItRestoresWhatWasThereBeforeInWhateverOrder() {
        try (SignalReceiver outer = Signals.receive("USR1")) {
            SignalReceiver first = Signals.receive("USR1");
            SignalReceiver second = Signals.receive("USR1");
            first.close();
            raise("USR1", second);
            second.receive();
            second.close();
            second.close();
            outer.receive();
            raise("USR1", outer);
            assertThat(outer.receive()).isEqualTo("USR1");
        }
    }

    @LoopTest
    void aSignalNobodyReceivedGoesToWhoHearsItThen() {
        try (SignalReceiver other = Signals.receive("USR1")) {
            SignalReceiver receiver = Signals.receive("USR1");
            raise("USR1", receiver);
            assertThat(other.receive()).isEqualTo("USR1");
            receiver.close();
            assertThat(other.receive()).isEqualTo("USR1");
        }
    }

    @LoopTest
    void cancelledItLeavesTheSignalForTheNextOne() {
        try (SignalReceiver receiver = Signals.receive("USR1")) {
            nursery(n -> {
                Task<String> waiting = n.start(receiver::receive);
                while (waiting.awaiting() == null) checkpoint();
                waiting.cancel("enough");
            });
            ProcessSignals.raise("USR1");
            assertThat(receiver.receive()).isEqualTo("USR1");
            LoopAssertions.assertCheckpoints(receiver::receive);
        }
    }

    @LoopTest
    void closingItEndsTheIteration() {
        SignalReceiver receiver = Signals.receive("USR1");
        nursery(n -> {
            Task<?> iterating = n.start(() -> {
                for (String name : receiver) fail("nobody sent " + name);
            });
            while (iterating.awaiting() == null) checkpoint();
            assertThatIllegalStateException().isThrownBy(receiver::receive).withMessageContaining("another task");
            receiver.close();
        });
        assertThatIllegalStateException().isThrownBy(receiver::receive).withMessageContaining("closed");
    }

    @LoopTest(schedules = 0)
    void signalsThatCannotBeHadAreRefusedWithAReason() {
        for (String name : new String[] {"KILL", "SEGV", "QUIT", "BUS", "USR2"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Signals.receive("USR1", name))
                    .withMessage(
                            "SIG" + name + " cannot be handled: the JVM or the operating system keeps it for itself");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signals.receive("TULIP"))
                .withMessage("there is no signal SIGTULIP here");
        assertThatIllegalArgumentException().isThrownBy(() -> Signals.receive());
    }

    @LoopTest
    void aCallbackIsCalledOnTheLoopUntilItIsClosed() throws Exception {
        List<Thread> called = new ArrayList<>();
        Signals.Handling handling = Signals.onSignal("USR1", () -> called.add(loop().thread()));
        try (SignalReceiver receiver = Signals.receive("USR1")) {
            ProcessSignals.raise("USR1");
            receiver.receive();
            while (called.isEmpty()) checkpoint();
            handling.close();
            handling.close();
            ProcessSignals.raise("USR1");
            receiver.receive();
            loop().waitAllTasksBlocked();
        }
        assertThat(called).containsExactly(loop().thread());
        assertThatIllegalArgumentException().isThrownBy(() -> Signals.onSignal("KILL", () -> {}));
    }

    @LoopTest(schedules = 0)
    void aFloodOfSignalsIsOneCallbackAtATime() throws Exception {
        int[] calls = new int[1];
        CountDownLatch arrived = new CountDownLatch(100);
        ProcessSignals.Hearing counter = ProcessSignals.hear("USR1", arrived::countDown);
        try (Signals.Handling _ = Signals.onSignal("USR1", () -> calls[0]++)) {
            // The loop has no turn meanwhile, and the system makes one signal of many.
            for (int i = 0; i < 100 && arrived.getCount() > 0; i++) {
                long before = arrived.getCount();
                ProcessSignals.raise("USR1");
                while (arrived.getCount() == before) Thread.onSpinWait();
            }
            loop().waitAllTasksBlocked();
            assertThat(calls[0]).isBetween(1, 2);
        } finally {
            counter.close();
        }
    }
}
