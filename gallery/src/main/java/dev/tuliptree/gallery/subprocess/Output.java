package dev.tuliptree.gallery.subprocess;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.sync.Semaphore;
import java.io.IOException;

/** Runs another program and shows each line of its output as it comes; Stop ends the program too. */
public final class Output {
    /** A program that takes its time; it needs a POSIX shell. */
    private static final String SCRIPT = "for i in 1 2 3 4 5 6 7 8; do echo line $i of 8; sleep 1; done; exit 3";

    /** However many visitors there are, no more processes run at once than these. */
    private final Semaphore places = new Semaphore(4);

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                "15-subprocess",
                "The output of another program",
                "It arrives line by line; the program does not outlive the task that started it.",
                Output.class,
                RoomPage.app(this::stream));
    }

    private void stream(RoomPage page) throws IOException {
        if (places.locked()) page.state("program", "waiting", "waits until another visitor's has ended");
        try (var _ = places.acquire();
                Subprocess program = Subprocess.command("sh", "-c", SCRIPT).start()) {
            page.state("program", "running", "is process " + program.pid());
            for (String line : program.stdout().reader().lines()) page.log(line);
            page.state("program", "done", "has ended with exit code " + program.await());
        }
    }
}
