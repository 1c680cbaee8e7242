package dev.tuliptree.bench.others;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Event loops of Netty's, of which the first accepts, too. */
final class NettyLoop {
    private static final int BACKLOG = 4_096;

    private final EventLoopGroup group;
    private final Class<? extends ServerChannel> type;

    /** Starts one loop: on {@code epoll} or {@code nio}. */
    NettyLoop(String transport) {
        this(transport, 1);
    }

    /** Starts so many. */
    NettyLoop(String transport, int count) {
        boolean epoll = transport.equals("epoll");
        if (!epoll && !transport.equals("nio")) throw new IllegalArgumentException("no transport: " + transport);
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        group = new MultiThreadIoEventLoopGroup(count, factory);
    }

    EventLoop loop() {
        return group.next();
    }

    /** Serves on 127.0.0.1 until the process is killed. */
    void serve(int port, ChannelInitializer<Channel> initializer) throws InterruptedException {
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))
                .sync()
                .channel();
        listener.closeFuture().sync();
    }
}
