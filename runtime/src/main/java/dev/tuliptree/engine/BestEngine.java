package dev.tuliptree.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Chooses the engine that does best where it can be used at all; NIO always can. */
final class BestEngine {
    private static final System.Logger LOG = System.getLogger(BestEngine.class.getName());

    /** Once for all loops of the process: it is the same for all of them. */
    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    private BestEngine() {}

    static Engine open(Iterable<EngineProvider> providers) throws IOException {
        List<EngineProvider> better = new ArrayList<>();
        for (EngineProvider each : providers) {
            if (each.preference() > 0) better.add(each);
        }
        better.sort(Comparator.comparingInt(EngineProvider::preference).reversed());
        List<String> obstacles = new ArrayList<>();
        for (EngineProvider each : better) {
            String obstacle = each.obstacle();
            if (obstacle == null) {
                try {
                    Engine engine = each.open();
                    log(engine, obstacles);
                    return engine;
                } catch (IOException e) {
                    obstacle = String.valueOf(e.getMessage());
                }
            }
            obstacles.add(each.name() + ": " + obstacle);
        }
        Engine last = new NioEngine();
        log(last, obstacles);
        return last;
    }

    private static void log(Engine engine, List<String> obstacles) {
        if (obstacles.isEmpty() || LOGGED.getAndSet(true)) return;
        LOG.log(
                System.Logger.Level.INFO,
                "the engine " + engine.name() + " serves, since others cannot be used here ("
                        + String.join("; ", obstacles) + ")");
    }
}
