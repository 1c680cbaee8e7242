package dev.tuliptree.cli;

import dev.tuliptree.ExceptionGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** Where the commands begin. */
@Command(
        name = "tuliptree",
        subcommands = {Serve.class, Fetch.class, Talk.class})
public final class Main {
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private Main() {}

    /**
     * Runs a command, and ends the process.
     *
     * @param args the name of the command, and its arguments
     */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs a command to its end. Returns the exit code. */
    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        OptionSpec help = OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .description("prints this")
                .build();
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().addOption(help));
        line.setParameterExceptionHandler((e, _) -> {
            String command = e.getCommandLine().getCommandName();
            complain(e.getMessage() + "; './tuliptree " + command + " --help' lists the options");
            return MISUSED;
        });
        line.setExecutionExceptionHandler((e, _, _) -> {
            complain(message(cause(e)));
            return cause(e) instanceof IllegalArgumentException ? MISUSED : FAILED;
        });
        return line.execute(args);
    }

    /** Prints a line, whatever is in it. */
    static void complain(@Nullable String problem) {
        System.err.println("tuliptree: " + String.valueOf(problem).strip().replaceAll("\\R", " "));
    }

    /** What went wrong, if it was one thing only. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof ExceptionGroup group && group.leaves().size() == 1
                ? group.leaves().getFirst()
                : failure;
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case BindException busy -> busy.getMessage() + "; --port takes another port, 0 a free one";
            case UnknownHostException unknown -> "cannot find the host " + unknown.getMessage();
            case IOException broken when broken.getMessage() != null -> broken.getMessage();
            case IllegalArgumentException wrong when wrong.getMessage() != null -> wrong.getMessage();
            default -> failure.toString();
        };
    }
}
