package dev.tuliptree.bench.others;

import dev.tuliptree.bench.servers.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Netty serves what our server serves, on one loop or several: {@code NettyHttp PORT nio|epoll FOLDER [LOOPS]}. Bodies
 * are shared, headers not checked, files sent by the system, answers to what came together flushed together.
 */
public final class NettyHttp {
    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final HttpHeadersFactory TRAILERS =
            DefaultHttpHeadersFactory.trailersFactory().withValidation(false);
    private static final AsciiString TEXT = AsciiString.cached("text/plain");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString BINARY = AsciiString.cached("application/octet-stream");

    private final ByteBuf greeting = shared(Content.greeting());
    private final ByteBuf kib = shared(Content.text(Content.KIB));
    private final ByteBuf mib = shared(Content.text(Content.MIB));
    private final File file;
    private volatile AsciiString date = now();

    private NettyHttp(File file) {
        this.file = file;
    }

    /**
     * Serves until it is killed.
     *
     * @param arguments the port, the transport, the folder that holds the file, and how many loops there are
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        NettyLoop netty = new NettyLoop(arguments[1], arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1);
        NettyHttp server = new NettyHttp(new File(arguments[2], Content.FILE_NAME));
        NettyWebSockets webSockets = new NettyWebSockets(netty.loop());
        var _ = netty.loop().scheduleAtFixedRate(() -> server.date = now(), 1, 1, TimeUnit.SECONDS);
        netty.serve(Integer.parseInt(arguments[0]), new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpServerCodec(), server.new Answers(webSockets));
            }
        });
    }

    private static ByteBuf shared(byte[] bytes) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    private static AsciiString now() {
        return AsciiString.cached(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    private final class Answers extends ChannelInboundHandlerAdapter {
        private final NettyWebSockets webSockets;
        private @Nullable ByteBuf received;

        private Answers(NettyWebSockets webSockets) {
            this.webSockets = webSockets;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && webSockets.takesOver(context, request)) return;
            try {
                if (message instanceof HttpRequest request) answer(context, request);
                if (message instanceof HttpContent content && received != null) receive(context, received, content);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void answer(ChannelHandlerContext context, HttpRequest request) {
            switch (request.uri()) {
                case "/plaintext" -> send(context, TEXT, greeting.duplicate());
                case "/json" ->
                    send(
                            context,
                            JSON,
                            Unpooled.wrappedBuffer(JsonMapper.shared().writeValueAsBytes(Content.item())));
                case "/1k" -> send(context, TEXT, kib.duplicate());
                case "/1m" -> send(context, TEXT, mib.duplicate());
                case "/static/" + Content.FILE_NAME -> sendFile(context);
                case "/echo" -> received = context.alloc().buffer();
                default -> {
                    ChannelFuture _ = context.close();
                }
            }
        }

        private void receive(ChannelHandlerContext context, ByteBuf body, HttpContent content) {
            body.writeBytes(content.content());
            if (!(content instanceof LastHttpContent)) return;
            received = null;
            send(context, BINARY, body);
        }

        private void send(ChannelHandlerContext context, AsciiString type, ByteBuf body) {
            HttpResponse response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body, HEADERS, TRAILERS);
            describe(response, type, body.readableBytes());
            ChannelFuture _ = context.write(response, context.voidPromise());
        }

        private void sendFile(ChannelHandlerContext context) {
            long length = file.length();
            HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, HEADERS);
            describe(response, BINARY, length);
            ChannelFuture _ = context.write(response, context.voidPromise());
            ChannelFuture _ = context.write(new DefaultFileRegion(file, 0, length), context.voidPromise());
            ChannelFuture _ = context.write(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        }

        private void describe(HttpResponse response, AsciiString type, long length) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, type)
                    .set(HttpHeaderNames.DATE, date)
                    .set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
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
}
