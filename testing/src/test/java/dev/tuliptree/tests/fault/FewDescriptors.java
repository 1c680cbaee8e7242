package dev.tuliptree.tests.fault;

import static dev.tuliptree.Async.*;

import dev.tuliptree.file.StandardStreams;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A server that sends everything back, in a process of few descriptors, until its standard input ends. */
final class FewDescriptors {
    private FewDescriptors() {}

    public static void main(String[] arguments) throws IOException {
        System.getLogger("dev.tuliptree.net").log(System.Logger.Level.WARNING, "what is logged can be read");
        run(() -> {
            // Classes are read from files. Those that are needed without descriptors are read while there are some.
            sleep(millis(1));
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                nursery(n -> {
                    n.start(() -> listener.serve(FewDescriptors::echo));
                    try (SocketStream first = openTcpStream("127.0.0.1", listener.port())) {
                        first.sendAll(new byte[1]);
                        first.receiveExactly(1);
                    }
                    System.out.println(listener.port());
                    StandardStreams.stdin().receiveAll();
                    n.cancel();
                });
            }
            System.out.println("has ended as it should");
        });
    }

    private static void echo(SocketStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (stream.receiveSome(buffer.clear()) >= 0) stream.sendAll(buffer.flip());
    }
}
