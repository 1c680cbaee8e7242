/** The event loop, coroutines, cancellation, synchronization and streams. */
module dev.tuliptree.runtime {
    requires static org.jspecify;
    // For signals: the JDK has no other way to hear of them.
    requires static jdk.unsupported;

    uses dev.tuliptree.engine.EngineProvider;
    uses dev.tuliptree.loop.LoopPolicy;

    exports dev.tuliptree;
    exports dev.tuliptree.combine;
    exports dev.tuliptree.engine;
    exports dev.tuliptree.file;
    exports dev.tuliptree.generator;
    exports dev.tuliptree.inspect;
    exports dev.tuliptree.loop;
    exports dev.tuliptree.net;
    exports dev.tuliptree.net.tls;
    exports dev.tuliptree.net.transport;
    exports dev.tuliptree.process;
    exports dev.tuliptree.signal;
    exports dev.tuliptree.sync;
}
