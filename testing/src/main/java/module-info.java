/** Tests on the virtual clock, under seeded schedules. */
module dev.tuliptree.testing {
    requires static org.jspecify;
    requires transitive dev.tuliptree.runtime;
    requires transitive org.junit.jupiter.api;

    exports dev.tuliptree.testing;

    provides dev.tuliptree.engine.EngineProvider with
            dev.tuliptree.testing.SimulatedProvider;
}
