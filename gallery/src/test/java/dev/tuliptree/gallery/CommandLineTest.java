package dev.tuliptree.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.CommandLine.Help;
import dev.tuliptree.gallery.CommandLine.Mistake;
import dev.tuliptree.gallery.CommandLine.Serve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void withoutOptionsServesThisMachineAlone() {
        assertThat(CommandLine.parse()).isEqualTo(new Serve("127.0.0.1", 8080, true, false, false));
    }

    @Test
    void takesOptionsInAnyOrderAndBothWays() {
        assertThat(CommandLine.parse("--no-browser", "--port", "0", "--host=::1"))
                .isEqualTo(new Serve("::1", 0, false, false, false));
        assertThat(CommandLine.parse("--host", "0.0.0.0", "--port=65535"))
                .isEqualTo(new Serve("0.0.0.0", 65535, true, false, false));
    }

    @Test
    void consoleIsServedWhenAskedFor() {
        assertThat(CommandLine.parse("--console")).isEqualTo(new Serve("127.0.0.1", 8080, true, true, false));
    }

    @Test
    void talkIsOpenedWhenAskedFor() {
        assertThat(CommandLine.parse("talk", "--port=0")).isEqualTo(new Serve("127.0.0.1", 0, true, false, true));
    }

    @Test
    void explainsItselfWhenAsked() {
        assertThat(CommandLine.parse("--port", "1", "--help")).isEqualTo(new Help());
        assertThat(CommandLine.USAGE).contains("--host", "--port", "--no-browser", "--console", "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot=1, there is no option --prot=1",
        "8080, there is no option 8080",
        "--port, --port needs a value",
        "--host, --host needs a value",
        "--host=, --host needs a value",
        "--port=65536, '--port takes a number from 0 to 65535, not 65536'",
        "--port=-1, '--port takes a number from 0 to 65535, not -1'",
        "--port=http, '--port takes a number from 0 to 65535, not http'",
        "--no-browser=yes, --no-browser takes no value",
    })
    void saysWhatIsWrong(String argument, String problem) {
        assertThat(CommandLine.parse(argument)).isEqualTo(new Mistake(problem));
    }
}
