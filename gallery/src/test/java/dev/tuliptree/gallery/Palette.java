package dev.tuliptree.gallery;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reduces pictures of pages to 256 colours, for smaller files. A page has few colours, and shades at letters' edges.
 */
final class Palette {
    private static final int COLOURS = 256;

    /** The square of a distance in red, green and blue that nobody sees. */
    private static final int CLOSE = 30;

    private Palette() {}

    /** The picture in its most frequent colours; the others become the nearest of those. */
    static BufferedImage reduce(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) counts.merge(pixel | 0xff000000, 1, Integer::sum);
        int[] table = choose(counts);
        var model = new IndexColorModel(8, table.length, table, 0, false, -1, 0);
        var reduced = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(table, pixel));
            reduced.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
        }
        return reduced;
    }

    /** From the most frequent to the rarest, but none that is close to one before it. */
    private static int[] choose(Map<Integer, Integer> counts) {
        List<Integer> colours = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        int[] table = new int[COLOURS];
        int size = 0;
        for (int colour : colours) {
            if (size == COLOURS) break;
            if (size == 0 || distance(table[nearest(Arrays.copyOf(table, size), colour)], colour) > CLOSE) {
                table[size++] = colour;
            }
        }
        return Arrays.copyOf(table, size);
    }

    private static int nearest(int[] table, int pixel) {
        int best = 0;
        for (int i = 1; i < table.length; i++) {
            if (distance(table[i], pixel) < distance(table[best], pixel)) best = i;
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
        int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
        int blue = (a & 0xff) - (b & 0xff);
        return red * red + green * green + blue * blue;
    }
}
