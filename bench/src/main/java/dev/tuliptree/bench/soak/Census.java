package dev.tuliptree.bench.soak;

import static dev.tuliptree.Async.loop;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tuliptree.loop.LoopStatistics;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What a server holds at one moment.
 *
 * @param heap bytes that are alive after a collection
 * @param direct bytes of direct buffers
 * @param descriptors open files and sockets; 0 where the system does not say
 * @param tasks tasks of the loop, that of the request for the census among them
 * @param timers timers of the loop
 */
record Census(long heap, long direct, long descriptors, long tasks, long timers) {
    /** Takes one, in the server. Collects the garbage. */
    static Census take() {
        System.gc();
        LoopStatistics statistics = loop().statistics();
        return new Census(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directBytes(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0,
                statistics.tasks(),
                statistics.timers());
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** For {@link #parse}. */
    String line() {
        return heap + " " + direct + " " + descriptors + " " + tasks + " " + timers;
    }

    static Census parse(String line) {
        long[] numbers = Arrays.stream(line.trim().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Census(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /** Of each figure the median. */
    static Census median(List<Census> all) {
        return new Census(
                middle(all.stream().mapToLong(Census::heap).sorted().toArray()),
                middle(all.stream().mapToLong(Census::direct).sorted().toArray()),
                middle(all.stream().mapToLong(Census::descriptors).sorted().toArray()),
                middle(all.stream().mapToLong(Census::tasks).sorted().toArray()),
                middle(all.stream().mapToLong(Census::timers).sorted().toArray()));
    }

    private static long middle(long[] sorted) {
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return "heap " + heap / 1_024 + " KiB, direct " + direct / 1_024 + " KiB, " + descriptors + " descriptors, "
                + tasks + " tasks, " + timers + " timers";
    }
}
