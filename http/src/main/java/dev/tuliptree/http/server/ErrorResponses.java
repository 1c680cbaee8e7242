package dev.tuliptree.http.server;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import dev.tuliptree.Cancelled;
import dev.tuliptree.http.ErrorPage;
import dev.tuliptree.http.ExceptionHandler;
import dev.tuliptree.http.Handler;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.wire.HttpStatus;
import dev.tuliptree.http.wire.ProtocolException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients are told when something goes wrong.
 *
 * @param pages the application's pages, by status
 * @param handlers the application's handlers, by class of exception
 */
public record ErrorResponses(Map<Integer, ErrorPage> pages, Map<Class<?>, ExceptionHandler<?>> handlers) {
    private static final System.Logger LOG = System.getLogger(ErrorResponses.class.getName());

    /** Copies both. */
    public ErrorResponses {
        pages = Map.copyOf(pages);
        handlers = Map.copyOf(handlers);
    }

    /** A sentence in plain text, as it is sent where there is no request to make a page for. */
    static Response plain(int status, @Nullable String sentence) {
        String text = sentence == null || sentence.isEmpty() ? HttpStatus.reason(status) : sentence;
        return Response.text(text + "\n").status(status);
    }

    /** The application's page for a status, or else a sentence in plain text. */
    Response page(Request request, Response plain) {
        ErrorPage page = pages.get(plain.status());
        if (page == null) {
            return plain;
        }
        try {
            Response made = page.handle(request, plain);
            if (made.body() instanceof ResponseBody.Upgrade) {
                throw new IllegalStateException("an error page cannot open a WebSocket");
            }
            return made;
        } catch (Exception e) {
            LOG.log(ERROR, "the error page for " + LogText.of(request.toString()) + " failed", e);
            return plain;
        }
    }

    /** Has the application's own handlers see what a handler throws; what they are not for goes on. */
    public Handler around(Handler inner) {
        return request -> {
            try {
                return inner.handle(request);
            } catch (Exception e) {
                ExceptionHandler<?> handler = handlerFor(e.getClass());
                if (handler == null) {
                    throw e;
                }
                return handle(handler, request, e);
            }
        };
    }

    /** The response to a request whose handler threw something. */
    Response of(Request request, Throwable thrown) {
        try {
            ExceptionHandler<?> handler = handlerFor(thrown.getClass());
            if (handler != null) {
                return handle(handler, request, thrown);
            }
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            e.addSuppressed(thrown);
            return failed(request, e);
        }
        return switch (thrown) {
            case HttpException e -> page(request, plain(e.status(), e.getMessage()));
            case ProtocolException e -> page(request, plain(e.status(), e.getMessage()));
            default -> failed(request, thrown);
        };
    }

    private Response failed(Request request, Throwable thrown) {
        LOG.log(ERROR, "the handler of " + LogText.of(request.toString()) + " failed", thrown);
        return page(request, plain(500, null));
    }

    /** What the connection, not the application, had to complain about: of interest to those who look for it. */
    static void lost(Request request, Throwable thrown) {
        LOG.log(DEBUG, () -> "the client of " + LogText.of(request.toString()) + " went away: " + thrown);
    }

    private @Nullable ExceptionHandler<?> handlerFor(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            ExceptionHandler<?> handler = handlers.get(t);
            if (handler != null) {
                return handler;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // It was registered for this class or one above.
    private static Response handle(ExceptionHandler<?> handler, Request request, Throwable thrown) throws Exception {
        return ((ExceptionHandler<Throwable>) handler).handle(request, thrown);
    }
}
