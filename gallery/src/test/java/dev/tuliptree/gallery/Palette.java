package dev.tuliptree.gallery;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reduces pictures of pages to 256 colours, for smaller files. A page has few colours, and shades at letters' edges.
 */
final class Palette {
    private static final int COLOURS = 256;

    private Palette() {}

    /** The picture in its most frequent colours; the others become the nearest of those. */
    static BufferedImage reduce(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) counts.merge(pixel | 0xff000000, 1, Integer::sum);
        List<Integer> colours = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] table = colours.stream().mapToInt(Integer::intValue).toArray();
        var model = new IndexColorModel(8, table.length, table, 0, false, -1, 0);
        var reduced = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(table, pixel));
            reduced.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
        }
        return reduced;
    }

    private static int nearest(int[] table, int pixel) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < table.length && least > 0; i++) {
            int red = (table[i] >> 16 & 0xff) - (pixel >> 16 & 0xff);
            int green = (table[i] >> 8 & 0xff) - (pixel >> 8 & 0xff);
            int blue = (table[i] & 0xff) - (pixel & 0xff);
            int distance = red * red + green * green + blue * blue;
            if (distance >= least) continue;
            least = distance;
            best = i;
        }
        return best;
    }
}
