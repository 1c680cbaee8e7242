package dev.tuliptree.cli;

import static dev.tuliptree.Async.run;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.file.StandardStreams;
import dev.tuliptree.http.Headers;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fetch}: one request, and what comes back. */
@Command(
        name = "fetch",
        description = "Fetches what is at a URL. Fails if the server answers with a status of 400 or more.")
final class Fetch implements Callable<Integer> {
    private static final int PIECE = 64 * 1024;

    @Parameters(index = "0", paramLabel = "URL")
    private String url = "";

    @Option(names = "-o", paramLabel = "FILE", description = "writes the body to a file, not to the standard output")
    private @Nullable Path file;

    @Option(
            names = "-C",
            description = "goes on where FILE ends, if what is at the URL has not changed since;"
                    + " a file that is not from here is taken for the beginning of the body")
    private boolean resume;

    @Option(names = "-X", paramLabel = "METHOD", description = "the method; GET, or POST where data is sent")
    private @Nullable String method;

    @Option(
            names = "-H",
            paramLabel = "HEADER",
            description = "sends a header line, 'Name: value'; as often as you like")
    private List<String> headers = List.of();

    @Option(names = "-d", paramLabel = "DATA", description = "sends this as the body; @FILE sends that file's content")
    private @Nullable String data;

    @Option(names = "-i", description = "prints the head of the response before the body")
    private boolean includesHead;

    @Option(names = "-v", description = "prints the heads of request and response to the standard error output")
    private boolean verbose;

    @Override
    public Integer call() {
        if (resume && file == null) {
            throw new IllegalArgumentException("-C needs -o FILE, the file to go on with");
        }
        return run(this::fetch);
    }

    private int fetch() throws IOException {
        try (ClientSession session = new ClientSession()) {
            Download download = file == null ? null : Download.to(file, resume);
            ClientRequest request = request(session);
            if (download != null) {
                download.prepare(request);
            }
            if (verbose) {
                System.err.println("> " + request.method() + " " + request.url());
                print(System.err::println, "> ", request.headers());
            }
            try (ClientResponse response = request.send()) {
                if (verbose) {
                    System.err.println("< " + response.status());
                    print(System.err::println, "< ", response.headers());
                }
                if (download != null && download.isComplete(response)) {
                    return 0;
                }
                boolean refused = response.status() >= 400;
                if (download == null) {
                    show(response);
                } else if (!refused) {
                    download.receive(response, Bar.of(System.console()));
                }
                if (refused) {
                    Main.complain("the server answered with " + response.status());
                    return Main.FAILED;
                }
                return 0;
            }
        }
    }

    private ClientRequest request(ClientSession session) throws IOException {
        String chosen = method != null ? method : data != null ? "POST" : "GET";
        ClientRequest request = session.request(chosen, url);
        HeaderLine.addTo(request::header, headers);
        if (data != null) {
            request.body(
                    data.startsWith("@") ? AsyncFiles.readAllBytes(Path.of(data.substring(1))) : data.getBytes(UTF_8));
        }
        return request;
    }

    private void show(ClientResponse response) throws IOException {
        try (SendStream out = StandardStreams.stdout()) {
            if (includesHead) {
                StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + "\n");
                print(line -> head.append(line).append('\n'), "", response.headers());
                out.sendAll(ByteBuffer.wrap((head + "\n").getBytes(UTF_8)));
            }
            InputStream body = response.content();
            byte[] piece = new byte[PIECE];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                out.sendAll(ByteBuffer.wrap(piece, 0, count));
            }
        }
    }

    private interface Lines {
        void print(String line);
    }

    private static void print(Lines to, String prefix, Headers headers) {
        for (Headers.Field field : headers) {
            to.print(prefix + field.name() + ": " + field.value());
        }
    }
}
