package dev.tuliptree.bench.others;

import dev.tuliptree.net.tls.TlsIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Netty sends everything back, on one loop: {@code NettyEcho echo|tls PORT nio|epoll}. TLS is the JDK's there, too. */
public final class NettyEcho {
    private NettyEcho() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments in the clear or under TLS, the port, and the transport
     * @throws InterruptedException if it is interrupted
     * @throws SSLException if TLS cannot be set up
     */
    public static void main(String[] arguments) throws InterruptedException, SSLException {
        SslContext context = arguments[0].equals("tls") ? context() : null;
        new NettyLoop(arguments[2]).serve(Integer.parseInt(arguments[1]), initializer(context));
    }

    private static SslContext context() throws SSLException {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost");
        return SslContextBuilder.forServer(identity.key(), identity.certificate())
                .sslProvider(SslProvider.JDK)
                .build();
    }

    private static ChannelInitializer<Channel> initializer(@Nullable SslContext context) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (context != null) channel.pipeline().addLast(context.newHandler(channel.alloc()));
                channel.pipeline().addLast(new Echo());
            }
        };
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ChannelFuture _ = context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            ChannelFuture _ = context.close();
        }
    }
}
