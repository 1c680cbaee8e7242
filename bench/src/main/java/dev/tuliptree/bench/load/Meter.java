package dev.tuliptree.bench.load;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the answers that a client gets, and when the time is up prints the {@link Outcome} and ends the process. */
public final class Meter {
    private final Job job;
    private final AtomicLong answers = new AtomicLong();

    /** Starts the clock of a job, whose server's time is not taken but that of this process. */
    public Meter(Job job) {
        this.job = job;
        Thread.ofPlatform().daemon().start(this::watch);
    }

    /** Counts an answer. Any thread. */
    public void count() {
        answers.incrementAndGet();
    }

    /** Ends the process, as something else came than what is expected. Any thread. */
    public void fail(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private void watch() {
        CpuClock cpu = new CpuClock(ProcessHandle.current().pid());
        try {
            Thread.sleep((long) (job.warm() * 1e3));
            long answersBefore = answers.get();
            cpu.begin();
            long begin = System.nanoTime();
            Thread.sleep((long) (job.seconds() * 1e3));
            long count = answers.get() - answersBefore;
            double seconds = (System.nanoTime() - begin) / 1e9;
            Outcome outcome = Outcome.of(count, seconds, cpu.taken(), new Latencies());
            System.out.println(outcome.line());
        } catch (InterruptedException e) {
            fail(e);
        }
        Runtime.getRuntime().halt(0);
    }
}
