/** Tests of web applications without sockets, and of clients without their servers. */
module dev.tuliptree.http.testing {
    requires static org.jspecify;
    requires transitive dev.tuliptree.http;
    requires transitive dev.tuliptree.testing;

    exports dev.tuliptree.http.testing;
}
