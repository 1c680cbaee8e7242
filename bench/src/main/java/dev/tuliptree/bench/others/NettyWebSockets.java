package dev.tuliptree.bench.others;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;

/** The WebSockets of {@link NettyHttp}: one sends back, the other to all. */
final class NettyWebSockets {
    private static final int MOST = 1 << 16;

    private final ChannelGroup members;

    NettyWebSockets(EventLoop loop) {
        members = new DefaultChannelGroup(loop);
    }

    /** Whether the request is for a WebSocket: then the pipeline becomes one, and gets the request. */
    boolean takesOver(ChannelHandlerContext context, HttpRequest request) {
        boolean sendsBack = request.uri().equals("/ws");
        if (!sendsBack && !request.uri().equals("/broadcast")) return false;
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addLast(
                new HttpObjectAggregator(MOST),
                new WebSocketServerProtocolHandler(request.uri(), null, false, MOST),
                sendsBack ? new SendsBack() : new SendsToAll());
        context.fireChannelRead(request);
        pipeline.remove(context.handler());
        return true;
    }

    private static class SendsBack extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof WebSocketFrame) {
                ChannelFuture _ = context.write(message, context.voidPromise());
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            ChannelFuture _ = context.close();
        }
    }

    private final class SendsToAll extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            members.add(context.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof TextWebSocketFrame) {
                ChannelGroupFuture _ = members.writeAndFlush(message, ChannelMatchers.all(), true);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            ChannelFuture _ = context.close();
        }
    }
}
