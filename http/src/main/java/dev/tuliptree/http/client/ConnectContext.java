package dev.tuliptree.http.client;

import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.Resolver;
import java.net.InetAddress;
import java.util.List;

/**
 * On whose behalf a connection is made.
 *
 * @param logins what its session tells proxies
 * @param trace who is told how far it has got
 */
record ConnectContext(ProxyLogins logins, ClientTrace trace) {
    /** Of somebody who is no session. */
    static ConnectContext ofNobody() {
        return new ConnectContext(new ProxyLogins(), ClientTrace.NONE);
    }

    /** How to connect such that the trace hears of names that are looked up. */
    ConnectOptions options() {
        if (trace == ClientTrace.NONE) {
            return ConnectOptions.DEFAULT;
        }
        Resolver loops = Resolver.ofLoop();
        return ConnectOptions.DEFAULT.resolver(name -> {
            trace.resolving(name);
            List<InetAddress> addresses = loops.resolve(name);
            trace.resolved(name, addresses);
            return addresses;
        });
    }
}
