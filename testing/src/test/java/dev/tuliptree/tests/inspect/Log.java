package dev.tuliptree.tests.inspect;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs meanwhile, which is kept off the console. */
public final class Log implements AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.tuliptree");
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public Log() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    public List<String> messages() {
        return messages;
    }

    /** Those that speak of something; other tests' loops may log as well. */
    public List<String> about(String words) {
        return messages.stream().filter(message -> message.contains(words)).toList();
    }

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }
}
