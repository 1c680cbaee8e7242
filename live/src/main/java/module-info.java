/** Pages driven from the server over one WebSocket. */
module dev.tuliptree.live {
    requires static org.jspecify;
    requires transitive dev.tuliptree.http;
    requires tools.jackson.databind;
    requires static io.pebbletemplates;

    exports dev.tuliptree.live;
    exports dev.tuliptree.live.console;
}
