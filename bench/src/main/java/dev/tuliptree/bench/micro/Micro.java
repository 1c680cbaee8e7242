package dev.tuliptree.bench.micro;

import dev.tuliptree.loop.LoopOptions.CarrierKind;

/** One group of programs that use the library: {@code Micro GROUP}, or {@code Micro sleepers [TASKS]}. */
public final class Micro {
    private static final int MANY = 1_000_000;

    private Micro() {}

    /**
     * Runs one group.
     *
     * @param arguments its name, and for sleepers how many
     * @throws Exception as its programs do
     */
    public static void main(String[] arguments) throws Exception {
        boolean portable = "baton".equalsIgnoreCase(System.getProperty(CarrierKind.PROPERTY));
        Stopwatch stopwatch = new Stopwatch(portable ? "tuliptree-baton" : "tuliptree");
        switch (arguments.length > 0 ? arguments[0] : "") {
            case "switch" -> Switching.measure(stopwatch);
            case "spawn" -> Spawning.measure(stopwatch);
            case "pingpong" -> HandingOver.measure(stopwatch);
            case "callsoon" -> Calling.measure(stopwatch);
            case "external" -> FromOutside.measure(stopwatch);
            case "sleep" -> Sleeping.measure(stopwatch);
            case "sleepers" ->
                Sleepers.measure(stopwatch, arguments.length > 1 ? Integer.parseInt(arguments[1]) : MANY);
            case "cancel" -> Cancelling.measure(stopwatch);
            case "parked" -> Parked.measure(stopwatch);
            default -> {
                System.err.println(
                        "usage: Micro switch|spawn|pingpong|callsoon|external|sleep|sleepers [TASKS]|cancel|parked");
                System.exit(2);
            }
        }
    }
}
