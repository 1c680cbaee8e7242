package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Offers the engine on Linux's epoll under the name {@code epoll}. It is for x86-64 and aarch64, and needs
 * {@code --enable-native-access}, without which the JDK warns. It watches no channels of {@code java.nio}.
 */
public final class EpollProvider implements EngineProvider {
    static final String NAME = "epoll";

    /** Made by the service loader. */
    public EpollProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public @Nullable String obstacle() {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) return "it needs Linux, and this is " + system;
        String processor = System.getProperty("os.arch");
        if (!processor.equals("amd64") && !processor.equals("aarch64")) {
            return "it needs an x86-64 or aarch64 processor, and this is " + processor;
        }
        try {
            new EpollEngine().close();
            return null;
        } catch (IOException e) {
            return "the kernel refuses: " + e.getMessage();
        } catch (ExceptionInInitializerError e) {
            return why(e.getCause());
        } catch (LinkageError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String why(@Nullable Throwable cause) {
        if (cause instanceof IllegalCallerException) {
            return "native access is denied; start Java with --enable-native-access=ALL-UNNAMED"
                    + " (or =dev.tuliptree.engines on the module path)";
        }
        return String.valueOf(cause == null ? null : cause.getMessage());
    }

    @Override
    public Engine open() throws IOException {
        return new EpollEngine();
    }
}
