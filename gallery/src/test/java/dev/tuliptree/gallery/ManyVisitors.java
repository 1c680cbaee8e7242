package dev.tuliptree.gallery;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepUntil;

import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.regex.Regex;
import dev.tuliptree.gallery.simultaneous.Simultaneous;
import dev.tuliptree.live.HeadlessPage;
import dev.tuliptree.live.LiveApp;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A program that measures how late a loop is on which 200 visitors run a demo, again and again, while one more types
 * expressions that never come to an end. The visitors' side runs on the same loop, so the figures are on the safe side.
 */
final class ManyVisitors {
    private static final int VISITORS = 200;

    private ManyVisitors() {}

    public static void main(String[] args) {
        LiveApp faces =
                new Simultaneous(new Faces(new SplittableRandom(42))).demo().live();
        LiveApp regex = new Regex().demo().live();
        run(() -> nursery(n -> {
            for (int i = 0; i < VISITORS; i++) {
                HeadlessPage page = HeadlessPage.open(faces, n);
                n.start(() -> watch(page));
            }
            HeadlessPage eve = HeadlessPage.open(regex, n);
            n.start(() -> type(eve));
            sleep(seconds(5));
            moveOnAfter(seconds(30), ManyVisitors::measure);
            n.cancel("it was measured");
        }));
    }

    private static void watch(HeadlessPage page) {
        while (true) {
            page.send("#go click");
            while (!String.valueOf(page.receive()).contains("live.focus")) {}
        }
    }

    private static void type(HeadlessPage page) {
        while (true) {
            page.send("edit", Map.of("text", "a".repeat(60), "regex", "(a+)+\\1b"));
            sleep(millis(1500));
            page.received();
        }
    }

    private static void measure() {
        long[] late = new long[500];
        for (int i = 0; i < late.length; i++) {
            long due = loop().timeAfter(millis(50));
            sleepUntil(due);
            late[i] = loop().nanoTime() - due;
        }
        Arrays.sort(late);
        System.out.printf(
                "lag with %d visitors: median %.2f ms, 99 %% %.2f ms, most %.2f ms%n",
                VISITORS, late[250] / 1e6, late[494] / 1e6, late[499] / 1e6);
    }
}
