package dev.tuliptree.tests.nursery;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A service helps the other children of its nursery, outlives them, and is cancelled last. */
class ServiceTest {
    @LoopTest
    void itServesUntilTheOthersHaveEnded() {
        List<String> written = new ArrayList<>();
        nursery(n -> {
            Queue<String> lines = new Queue<>(10);
            n.startService(() -> {
                for (String line : lines) written.add(line);
            });
            for (int i = 1; i <= 3; i++) {
                int number = i;
                n.start(() -> {
                    sleep(seconds(number));
                    lines.put("line " + number);
                    checkpoint();
                });
            }
        });
        assertThat(written).containsExactly("line 1", "line 2", "line 3");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void itServesTheBodyToo() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.startService(() -> {
                try {
                    sleepForever();
                } finally {
                    steps.add("service");
                }
            });
            sleep(seconds(2));
            steps.add("body");
        });
        assertThat(steps).containsExactly("body", "service");
    }

    @LoopTest
    void aNurseryWithNothingButServicesEnds() {
        nursery(n -> {
            n.startService(() -> sleepForever());
            n.startService(() -> sleepForever());
        });
        assertThat(now()).isZero();
    }

    @LoopTest
    void itMayTidyUpWhenItIsCancelled() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.startService(() -> {
                try {
                    sleepForever();
                } finally {
                    shielded(() -> sleep(seconds(1)));
                    steps.add("flushed");
                }
            });
        });
        assertThat(steps).containsExactly("flushed");
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void oneThatFailsFailsTheNursery() {
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> nursery(n -> {
                    n.startService(() -> {
                        sleep(seconds(1));
                        throw new IOException("disk full");
                    });
                    sleepForever();
                }))
                .satisfies(group -> assertThat(group.leaves())
                        .extracting(Throwable::getMessage)
                        .containsExactly("disk full"));
    }

    @LoopTest
    void oneThatEndsByItselfIsDone() {
        nursery(n -> {
            n.startService(() -> sleep(seconds(1)));
            sleep(seconds(2));
        });
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void whatItStartsBecomesAChildTheOthersWaitFor() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.startService(() -> {
                n.start(() -> {
                    sleep(seconds(3));
                    steps.add("started by the service");
                });
                sleepForever();
            });
            sleep(seconds(1));
        });
        assertThat(steps).containsExactly("started by the service");
    }

    @LoopTest
    void aCancelFromAroundReachesItToo() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            nursery(n -> {
                n.startService(() -> {
                    try {
                        sleepForever();
                    } finally {
                        steps.add("service");
                    }
                });
                sleepForever();
            });
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).containsExactly("service");
    }

    @LoopTest
    void beingCancelledLastIsNotSeenOutside() {
        String value = nursery(n -> {
            n.startService(() -> sleepForever());
            return "value";
        });
        assertThat(value).isEqualTo("value");
        checkpoint();
    }

    @LoopTest
    void cancelledAtAnyPointNobodyIsLeft() {
        int points = CancelEverywhere.run(victim -> {
            int[] running = new int[1];
            victim.run(() -> nursery(n -> {
                for (int i = 0; i < 2; i++) {
                    n.startService(() -> {
                        running[0]++;
                        try {
                            sleepForever();
                        } finally {
                            running[0]--;
                        }
                    });
                }
                n.start(() -> sleep(seconds(1)));
                checkpoint();
            }));
            assertThat(running[0]).isZero();
        });
        assertThat(points).isGreaterThan(5);
    }
}
