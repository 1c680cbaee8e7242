package dev.tuliptree.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;

/** How a connection broke, in the words of Linux. */
enum Breakage {
    /** Nobody listens. */
    REFUSED("Connection refused"),
    /** The other end, or something on the way, has dropped the connection. */
    RESET("Connection reset"),
    /** Nothing has got through for too long. */
    TIMED_OUT("Connection timed out");

    private final String words;

    Breakage(String words) {
        this.words = words;
    }

    IOException whenConnecting() {
        return new ConnectException(words);
    }

    IOException whenReading() {
        return new SocketException(words);
    }

    IOException whenWriting() {
        return new SocketException(this == RESET ? "Broken pipe" : words);
    }
}
