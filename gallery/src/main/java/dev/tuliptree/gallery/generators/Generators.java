package dev.tuliptree.gallery.generators;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.generator.Cogenerator;
import dev.tuliptree.generator.Generator;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.Html;
import dev.tuliptree.live.LiveApp;
import java.util.HashMap;
import java.util.Map;

/** A generator of numbers, and one that is sent numbers and answers with their average: a pair for each visitor. */
public final class Generators {
    private final Map<Client, Generator<Long>> numbers = new HashMap<>();
    private final Map<Client, Cogenerator<Double, Double>> averages = new HashMap<>();

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = new LiveApp()
                .on("#next click", (client, data) -> next(client))
                .on("#again click", (client, data) -> again(client))
                .on("#send submit", this::send)
                .on(LiveApp.CONNECTION_LOST, (client, data) -> leave(client));
        return new Demo(
                "12-generators",
                "Generators, and send",
                "Endless loops that stop at each value, until the next one is asked for or sent in.",
                Generators.class,
                page);
    }

    private static Generator<Long> fibonacci() {
        return Generator.of(y -> {
            long a = 0;
            long b = 1;
            while (b >= 0) {
                y.yield(a);
                long sum = a + b;
                a = b;
                b = sum;
            }
        });
    }

    private static Cogenerator<Double, Double> average() {
        return Cogenerator.of(io -> {
            double sum = 0;
            int count = 0;
            Double sent = io.yield(0.0);
            while (sent != null) {
                sum += sent;
                count++;
                sent = io.yield(sum / count);
            }
        });
    }

    private void next(Client client) {
        Generator<Long> generator = numbers.computeIfAbsent(client, key -> fibonacci());
        if (generator.hasNext()) {
            client.appendHtml("#values", Html.format("<span class=\"arriving\">{}</span> ", generator.next()));
        } else {
            client.appendText("#values", "The next one is too large for a long.");
            client.call("#next", "setAttribute", "disabled", "");
        }
    }

    private void again(Client client) {
        Generator<Long> generator = numbers.remove(client);
        if (generator != null) generator.close();
        client.setText("#values", "");
        client.call("#next", "removeAttribute", "disabled");
    }

    private void send(Client client, Data data) {
        try {
            double number = Double.parseDouble(data.text("number").replace(',', '.'));
            Cogenerator<Double, Double> generator = averages.computeIfAbsent(client, key -> begun(average()));
            String line = "sent %s, got %.4g".formatted(data.text("number"), generator.send(number));
            client.appendHtml("#averages", Html.format("<li>{}</li>", line));
            client.setText("#problem", "");
        } catch (NumberFormatException e) {
            client.setText("#problem", "Please send a number.");
        }
        client.call("#number", "select");
    }

    /** Runs it to its first yield, where it can be sent something. */
    private static Cogenerator<Double, Double> begun(Cogenerator<Double, Double> generator) {
        generator.next();
        return generator;
    }

    private void leave(Client client) {
        Generator<Long> number = numbers.remove(client);
        if (number != null) number.close();
        Cogenerator<Double, Double> average = averages.remove(client);
        if (average != null) average.close();
    }
}
