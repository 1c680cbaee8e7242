/** HTTP/1.1 and WebSocket, server and client. */
module dev.tuliptree.http {
    requires static org.jspecify;
    // Only where there is JSON to read or write.
    requires static tools.jackson.databind;
    // Only where bodies are coded in these ways.
    requires static com.github.luben.zstd_jni;
    // Only where there are templates.
    requires static io.pebbletemplates;
    requires transitive dev.tuliptree.runtime;

    exports dev.tuliptree.http;
    exports dev.tuliptree.http.client;
    exports dev.tuliptree.http.session;
    exports dev.tuliptree.http.wire;
}
