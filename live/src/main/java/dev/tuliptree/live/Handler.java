package dev.tuliptree.live;

/**
 * What the server does about one kind of message of a page; given to {@link LiveApp#on}.
 *
 * <p>It runs as a coroutine on the loop and may suspend for as long as it likes: the next message of the same page
 * waits until then, other pages do not. It is cancelled when its page leaves; what must come to its end all the same
 * goes into {@code Async.shielded}.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Handles one message.
     *
     * @param client the page it came from, and what drives that page
     * @param data the fields of a submitted form; nothing for other DOM events; what was sent with any other message
     * @throws Exception whatever goes wrong: it is logged, the page's console says that there was a failure, and the
     *     page's next message is handled as if nothing had happened
     */
    void handle(Client client, Data data) throws Exception;
}
