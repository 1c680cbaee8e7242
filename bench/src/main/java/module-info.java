/** Measures the library beside others. */
module dev.tuliptree.bench {
    requires static org.jspecify;
    requires dev.tuliptree.http;
    requires dev.tuliptree.runtime;
    requires info.picocli;
    requires io.helidon.http;
    requires io.helidon.webserver;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.vertx.core;
    requires java.management;
    requires java.net.http;
    requires jdk.httpserver;
    requires jdk.management;
    requires jmh.core;
    requires kotlin.stdlib;
    requires kotlinx.coroutines.core;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.eclipse.jetty.websocket.api;
    requires org.eclipse.jetty.websocket.server;
    requires tools.jackson.databind;

    uses dev.tuliptree.engine.EngineProvider;

    opens dev.tuliptree.bench to
            info.picocli;
}
