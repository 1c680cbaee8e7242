package dev.tuliptree.tests.process;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.process.Subprocess;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.StreamContract;
import java.util.ArrayList;
import java.util.List;

/** What is sent to a child and comes back from it keeps the contract of streams. */
class PipeContractTest {
    @LoopTest(schedules = 0)
    void theStreamsOfAChildKeepTheContract() throws Exception {
        Traces traces = Traces.now();
        List<Subprocess> children = new ArrayList<>();
        StreamContract.checkOneWay(() -> {
            Subprocess cat = Subprocess.command("cat").start();
            children.add(cat);
            return StreamContract.ends(cat.stdin(), cat.stdout());
        });
        // Each found itself without a peer, and ended.
        for (Subprocess child : children) child.await();
        assertThat(children).isNotEmpty();
        children.forEach(Subprocess::close);
        traces.assertNone();
    }
}
