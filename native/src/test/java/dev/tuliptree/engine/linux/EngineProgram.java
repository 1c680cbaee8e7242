package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.Engines;
import java.io.IOException;

/** A program that opens the engines its arguments name, and prints which ones it got, or why not. */
final class EngineProgram {
    private EngineProgram() {}

    public static void main(String[] names) throws IOException {
        for (String name : names) {
            try (Engine engine = Engines.open(name)) {
                System.out.println(engine.name());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
