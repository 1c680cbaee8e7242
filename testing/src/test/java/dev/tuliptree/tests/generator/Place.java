package dev.tuliptree.tests.generator;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tuliptree.Action;
import dev.tuliptree.Async;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Where a generator can be used. */
enum Place {
    PLATFORM_THREAD {
        @Override
        void run(Action<Exception> body) throws Exception {
            body.run();
        }
    },
    VIRTUAL_THREAD {
        @Override
        void run(Action<Exception> body) throws Exception {
            FutureTask<Void> task = new FutureTask<>(() -> {
                body.run();
                return null;
            });
            Thread.startVirtualThread(task);
            try {
                task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) throw error;
                throw (Exception) e.getCause();
            }
        }
    },
    MOUNTING_LOOP {
        @Override
        void run(Action<Exception> body) {
            assumeThat(canMount()).isTrue();
            Async.run(LoopOptions.DEFAULT.carrier(CarrierKind.MOUNTING).handleSignals(false), body);
        }
    },
    BATON_LOOP {
        @Override
        void run(Action<Exception> body) {
            Async.run(LoopOptions.DEFAULT.carrier(CarrierKind.BATON).handleSignals(false), body);
        }
    };

    abstract void run(Action<Exception> body) throws Exception;

    private static boolean canMount() {
        try {
            EventLoop.open(LoopOptions.DEFAULT.carrier(CarrierKind.MOUNTING)).close();
            return true;
        } catch (IllegalStateException withoutTheFlag) {
            return false;
        }
    }
}
