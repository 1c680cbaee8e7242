package dev.tuliptree.bench.micro;

import dev.tuliptree.loop.LoopOptions.CarrierKind;

/** One group of programs that use the library: {@code Micro GROUP}. */
public final class Micro {
    private Micro() {}

    /**
     * Runs one group.
     *
     * @param arguments its name
     * @throws Exception as its programs do
     */
    public static void main(String[] arguments) throws Exception {
        boolean portable = "baton".equalsIgnoreCase(System.getProperty(CarrierKind.PROPERTY));
        Stopwatch stopwatch = new Stopwatch(portable ? "tuliptree-baton" : "tuliptree");
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "switch" -> Switching.measure(stopwatch);
            case "spawn" -> Spawning.measure(stopwatch);
            case "pingpong" -> HandingOver.measure(stopwatch);
            case "callsoon" -> Calling.measure(stopwatch);
            case "external" -> FromOutside.measure(stopwatch);
            case "sleep" -> Sleeping.measure(stopwatch);
            case "cancel" -> Cancelling.measure(stopwatch);
            case "parked" -> Parked.measure(stopwatch);
            default -> {
                System.err.println("usage: Micro switch|spawn|pingpong|callsoon|external|sleep|cancel|parked");
                System.exit(2);
            }
        }
    }
}
