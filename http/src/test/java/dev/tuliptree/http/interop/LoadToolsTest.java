package dev.tuliptree.http.interop;

import static dev.tuliptree.http.interop.Tool.output;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that ask very often, for whom every answer counts. Skipped where they are missing. */
@Timeout(60)
class LoadToolsTest {
    @Test
    void abFindsNoFault() {
        Tool.require("apache2-utils", "ab", "-V");
        Tool.withServer(Tool.application(), server -> {
            // It speaks HTTP/1.0, with and without keeping its connections.
            for (String keep : new String[] {"-k", "-r"}) {
                assertThat(output("ab", "-q", "-n", "500", "-c", "10", keep, server.url("/")))
                        .containsPattern("Complete requests: +500\n")
                        .containsPattern("Failed requests: +0\n")
                        .doesNotContain("Non-2xx");
            }
        });
    }

    @Test
    void wrkFindsNoFault() {
        // Told nothing it prints how it is used, and fails.
        Tool.require("wrk", "sh", "-c", "command -v wrk");
        Tool.withServer(
                Tool.application(),
                server -> assertThat(output("wrk", "-t", "1", "-c", "10", "-d", "1s", server.url("/")))
                        .containsPattern("[1-9][0-9]* requests in")
                        .doesNotContain("Non-2xx", "Socket errors"));
    }
}
