/** Engines on what Linux has to offer beyond NIO, found by their names. */
module dev.tuliptree.engines {
    requires static org.jspecify;
    requires dev.tuliptree.runtime;

    provides dev.tuliptree.engine.EngineProvider with
            dev.tuliptree.engine.epoll.EpollProvider,
            dev.tuliptree.engine.uring.UringProvider;
}
