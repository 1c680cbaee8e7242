package dev.tuliptree.http;

/** Replaces the plain responses that the server itself makes for a status: see {@link Application#error}. */
@FunctionalInterface
public interface ErrorPage {
    /**
     * Makes the page.
     *
     * @param request the request
     * @param response what would be sent otherwise: a sentence in plain text. Derive the page from it to keep its
     *     headers, or make a new one
     * @return the response to send
     * @throws Exception whatever goes wrong: it is logged, and the plain response sent
     */
    Response handle(Request request, Response response) throws Exception;
}
