package dev.tuliptree.net.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * An identity in PEM files that is read anew whenever they have changed, so that a certificate can be replaced without
 * a restart. New handshakes use what is there; connections that stand go on. While the files do not fit together, as in
 * the midst of being replaced, the last good identity stays, and the log says so once. Any thread.
 */
public final class PemIdentity implements IdentityChooser {
    private static final System.Logger LOG = System.getLogger(PemIdentity.class.getName());

    private final Path chain;
    private final Path key;
    private volatile Seen seen;

    /** What was made of the files as they were at some time. */
    private record Seen(List<FileTime> changed, TlsIdentity identity) {}

    private PemIdentity(Path chain, Path key) throws IOException {
        this.chain = chain;
        this.key = key;
        this.seen = read();
    }

    /**
     * Reads an identity for the first time. In a task it suspends, and is a checkpoint.
     *
     * @param chain a PEM file with the certificate, followed by those that vouch for it
     * @param key a PEM file with the key in PKCS #8 form, not encrypted
     * @return the identity, now and later
     * @throws IOException if a file cannot be read, or holds something else; says what
     */
    public static PemIdentity of(Path chain, Path key) throws IOException {
        return TlsHandshake.reading(() -> new PemIdentity(chain, key));
    }

    @Override
    public TlsIdentity choose(String serverName) {
        Seen current = seen;
        try {
            if (!changed().equals(current.changed)) {
                seen = read();
                LOG.log(INFO, "a certificate was replaced: {0}", chain);
            }
        } catch (IOException e) {
            keep(current, e);
        }
        return seen.identity;
    }

    private void keep(Seen current, IOException failure) {
        List<FileTime> now = List.of();
        try {
            now = changed();
        } catch (IOException e) {
            // A file is missing; when it is back, it is looked at again.
        }
        if (current.changed.equals(now)) return;
        seen = new Seen(now, current.identity);
        LOG.log(WARNING, "a certificate was changed, and the one from before stays: " + failure);
    }

    /** The times are taken first: what changes while it is read is read again. */
    private Seen read() throws IOException {
        List<FileTime> before = changed();
        return new Seen(before, TlsIdentity.read(chain, key));
    }

    private List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
    }
}
