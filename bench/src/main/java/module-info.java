/** Measures the library beside others. */
module dev.tuliptree.bench {
    requires static org.jspecify;
    requires dev.tuliptree.http;
    requires dev.tuliptree.runtime;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires java.management;
    requires jdk.management;
    requires jmh.core;
    requires kotlin.stdlib;
    requires kotlinx.coroutines.core;
}
