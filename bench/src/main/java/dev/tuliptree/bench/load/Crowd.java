package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Many connections that are silent but for when they are all asked to say something. One thread at a time. */
public final class Crowd implements AutoCloseable {
    private static final long STALLED_MILLIS = 20_000;

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();

    private Crowd(Selector selector) {
        this.selector = selector;
    }

    /**
     * Opens so many, each of which says one thing and is answered before the next is opened.
     *
     * @param port where the server listens
     * @param traffic what each says, as {@link Traffic} knows it
     * @param path where, if that is HTTP
     * @param count how many
     * @throws IOException if one cannot be opened, or its answer is wrong; the message says which
     */
    public static Crowd open(int port, String traffic, String path, int count) throws IOException {
        Traffic said = Traffic.of(traffic, path);
        Crowd crowd = new Crowd(Selector.open());
        try {
            for (int i = 0; i < count; i++) {
                Client client = Client.connect(port, said, 1, crowd.selector);
                crowd.clients.add(client);
                client.send();
                crowd.awaitAnswers(1);
            }
            return crowd;
        } catch (IOException e) {
            crowd.close();
            throw new IOException("connection " + (crowd.clients.size() + 1) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Has each say it once more, and returns when all have been answered.
     *
     * @throws IOException if an answer is wrong, or does not come
     */
    public void round() throws IOException {
        for (Client client : clients) client.send();
        awaitAnswers(clients.size());
    }

    private void awaitAnswers(int missing) throws IOException {
        int left = missing;
        while (left > 0) {
            if (selector.select(STALLED_MILLIS) == 0) throw new IOException("no answer for " + STALLED_MILLIS + " ms");
            for (SelectionKey key : selector.selectedKeys()) left -= ((Client) key.attachment()).proceed();
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) client.close();
        selector.close();
    }
}
