package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.EngineProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Offers an engine that calls the C library on Linux. It is for x86-64 and aarch64. */
public abstract class LinuxProvider implements EngineProvider {
    /** Why the C library cannot be called, once known: the JVM says so in full only to the first who tries. */
    private static volatile @Nullable String unlinked;

    /** For providers. */
    protected LinuxProvider() {}

    @Override
    public final @Nullable String obstacle() {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) return "it needs Linux, and this is " + system;
        String processor = System.getProperty("os.arch");
        if (!processor.equals("amd64") && !processor.equals("aarch64")) {
            return "it needs an x86-64 or aarch64 processor, and this is " + processor;
        }
        try {
            open().close();
            return null;
        } catch (IOException e) {
            return "the kernel refuses: " + e.getMessage();
        } catch (ExceptionInInitializerError e) {
            String why = why(e.getCause());
            unlinked = why;
            return why;
        } catch (LinkageError e) {
            String known = unlinked;
            return known == null ? String.valueOf(e.getMessage()) : known;
        }
    }

    private static String why(@Nullable Throwable cause) {
        if (cause instanceof IllegalCallerException) {
            return "native access is denied; start Java with --enable-native-access=ALL-UNNAMED"
                    + " (or =dev.tuliptree.engines on the module path)";
        }
        return String.valueOf(cause == null ? null : cause.getMessage());
    }
}
