package dev.tuliptree.gallery;

/** What the command line asks for. */
sealed interface CommandLine {
    /** What {@code --help} prints. */
    String USAGE = """
            Usage: tuliptree demo [talk] [--host HOST] [--port PORT] [--no-browser] [--console]

            Serves the demos until it is stopped with Ctrl-C. With "talk" it opens the talk on asynchronous programming
            that belongs to them; in a checkout, the talk follows its file of slides as that is edited.

              --host HOST    the address to listen on; only this machine reaches the default, 127.0.0.1
              --port PORT    the port to listen on, 8080 by default; 0 takes a free one
              --no-browser   does not open a browser
              --console      also serves a page on the tasks of the program, to this machine only
              --help         prints this
            """;

    /** Serve the demos. */
    record Serve(String host, int port, boolean openBrowser, boolean console, boolean talk) implements CommandLine {}

    /** Explain the options. */
    record Help() implements CommandLine {}

    /** Something that cannot be understood, and why. */
    record Mistake(String problem) implements CommandLine {}

    /** Reads the arguments; a value may also follow its option's name after an equals sign. */
    static CommandLine parse(String... args) {
        String host = "127.0.0.1";
        int port = 8080;
        boolean openBrowser = true;
        boolean console = false;
        boolean talk = false;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].startsWith("--") ? args[i].indexOf('=') : -1;
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            switch (name) {
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--no-browser" -> {
                    if (equals >= 0) return new Mistake(name + " takes no value");
                    openBrowser = false;
                }
                case "--console" -> {
                    if (equals >= 0) return new Mistake(name + " takes no value");
                    console = true;
                }
                case "--host", "--port" -> {
                    if (equals < 0 && ++i == args.length) return new Mistake(name + " needs a value");
                    String value = equals < 0 ? args[i] : args[i].substring(equals + 1);
                    if (name.equals("--host")) {
                        if (value.isEmpty()) return new Mistake("--host needs a value");
                        host = value;
                    } else {
                        port = port(value);
                        if (port < 0) return new Mistake("--port takes a number from 0 to 65535, not " + value);
                    }
                }
                case "talk" -> talk = true;
                default -> {
                    return new Mistake("there is no option " + args[i]);
                }
            }
        }
        return new Serve(host, port, openBrowser, console, talk);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) return -1;
        int port = Integer.parseInt(text);
        return port <= 65535 ? port : -1;
    }
}
