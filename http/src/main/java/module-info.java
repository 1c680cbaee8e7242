/** HTTP/1.1 and WebSocket, server and client. */
module dev.tuliptree.http {
    requires static org.jspecify;
    // Only where there is JSON to read or write.
    requires static tools.jackson.databind;
    requires transitive dev.tuliptree.runtime;

    exports dev.tuliptree.http;
    exports dev.tuliptree.http.client;
    exports dev.tuliptree.http.session;
    exports dev.tuliptree.http.wire;
}
