package dev.tuliptree.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds templates by names that lead nowhere out of their folder. */
final class FragmentLoader implements Loader<String> {
    private final Source source;

    /** Where templates are. */
    interface Source {
        /** Opens a file below the folder; null if there is none. */
        @Nullable
        InputStream open(String name) throws IOException;
    }

    FragmentLoader(Source source) {
        this.source = source;
    }

    @Override
    public Reader getReader(String name) {
        try {
            InputStream found = isBelow(name) ? source.open(name) : null;
            if (found == null) throw new LoaderException(null, "there is no template " + name);
            return new InputStreamReader(found, UTF_8);
        } catch (IOException e) {
            throw new LoaderException(e, "the template " + name + " cannot be read");
        }
    }

    @Override
    public boolean resourceExists(String name) {
        try (InputStream found = isBelow(name) ? source.open(name) : null) {
            return found != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a name goes only down. */
    static boolean isBelow(String name) {
        return Arrays.stream(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("\\"));
    }

    @Override
    public String createCacheKey(String name) {
        return name;
    }

    /** All names begin at the folder. */
    @Override
    public @Nullable String resolveRelativePath(String relative, String anchor) {
        return null;
    }

    @Override
    public void setCharset(String charset) {
        throw new UnsupportedOperationException("templates are in UTF-8");
    }

    @Override
    public void setPrefix(String prefix) {
        throw new UnsupportedOperationException("the folder is fixed");
    }

    @Override
    public void setSuffix(String suffix) {
        throw new UnsupportedOperationException("names are whole");
    }
}
