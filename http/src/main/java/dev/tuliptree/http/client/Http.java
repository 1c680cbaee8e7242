package dev.tuliptree.http.client;

import java.io.IOException;

/** One request, and no more to think about. Whoever sends several has a {@link ClientSession}. */
public final class Http {
    private Http() {}

    /**
     * Gets what is at a URL, whole. A checkpoint. Best imported statically.
     *
     * <pre>{@code
     * IO.println(fetch("http://example.org/").text());
     * }</pre>
     *
     * @param url where
     * @return the response, whatever its status, with its body
     * @throws IllegalArgumentException if the URL is none that can be asked
     * @throws IOException as {@link ClientSession#get} and {@link ClientResponse#bytes} do
     */
    public static ClientResponse fetch(String url) throws IOException {
        try (ClientSession session = new ClientSession();
                ClientResponse response = session.get(url)) {
            response.bytes();
            return response;
        }
    }
}
