package dev.tuliptree.http;

/**
 * Turns a kind of exception into a response: see {@link Application#exception}.
 *
 * @param <X> the exceptions
 */
@FunctionalInterface
public interface ExceptionHandler<X extends Throwable> {
    /**
     * Makes the response.
     *
     * @param request the request that was being handled
     * @param exception what its handler threw
     * @return the response to send
     * @throws Exception whatever goes wrong: it is logged, and a plain 500 sent
     */
    Response handle(Request request, X exception) throws Exception;
}
