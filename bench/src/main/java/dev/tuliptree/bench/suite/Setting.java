package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.compare.Results;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Under which conditions everything is measured.
 *
 * @param measured the core of what is measured
 * @param other the core of what it talks to
 * @param warm seconds of load before anything is counted
 * @param seconds how long it is counted
 * @param heap the heap of the JVMs of whole programs, as -Xmx takes it; that of servers and loads is 1g
 * @param folder where the file lies that servers serve
 * @param only found in the names of those who take part beside ours
 */
public record Setting(Core measured, Core other, double warm, double seconds, String heap, Path folder, Pattern only) {
    boolean takesPart(String name) {
        return name.equals(Results.OURS) || only.matcher(name).find();
    }
}
