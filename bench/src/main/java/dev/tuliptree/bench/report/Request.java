package dev.tuliptree.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * What a mark asks for: {@code KIND: NAME, NAME; NAME, NAME}. Names may have spaces in them.
 *
 * @param kind the kind of text
 * @param lists lists of names; what they name depends on the kind
 */
record Request(String kind, List<List<String>> lists) {
    /** Reads a mark. */
    static Request parse(String words) {
        String[] parts = words.split(":", 2);
        if (parts.length < 2) throw new IllegalArgumentException("no colon in the mark '" + words + "'");
        List<List<String>> lists =
                Arrays.stream(parts[1].split(";", -1)).map(Request::names).toList();
        return new Request(parts[0].trim(), lists);
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The list of this number, from 0. */
    List<String> list(int number) {
        if (number < lists.size()) return lists.get(number);
        throw new IllegalArgumentException(
                "the mark '" + kind + "' takes " + (number + 1) + " lists, with semicolons between them");
    }
}
