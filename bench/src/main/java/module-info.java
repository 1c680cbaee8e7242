/** Measures the library beside others. */
module dev.tuliptree.bench {
    requires static org.jspecify;
    requires dev.tuliptree.http;
    requires dev.tuliptree.runtime;
    requires jdk.management;
    requires jmh.core;
    requires kotlin.stdlib;
    requires kotlinx.coroutines.core;
}
