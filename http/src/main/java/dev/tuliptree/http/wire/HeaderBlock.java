package dev.tuliptree.http.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a header or trailer section, in the order received. Names and values are positions in the array that was
 * parsed; strings are made when asked for, decoded as ISO-8859-1 so that no byte is lost.
 *
 * <p>It lives as long as the head or decoder that it came from: see {@link MessageHead}.
 */
public final class HeaderBlock {
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 1;
    private static final int VALUE = 2;
    private static final int VALUE_LENGTH = 3;
    private static final int FIELDS = 4;

    private byte[] bytes = new byte[0];
    private int base;
    private int count;
    // Four numbers a line; positions are relative to base, so that the bytes may move.
    private int[] slots = new int[FIELDS * 16];

    HeaderBlock() {}

    void clear() {
        count = 0;
    }

    void add(int name, int nameLength, int value, int valueLength) {
        int slot = count * FIELDS;
        if (slot == slots.length) {
            slots = Arrays.copyOf(slots, slots.length * 2);
        }
        slots[slot + NAME] = name;
        slots[slot + NAME_LENGTH] = nameLength;
        slots[slot + VALUE] = value;
        slots[slot + VALUE_LENGTH] = valueLength;
        count++;
    }

    void removeLast() {
        count--;
    }

    /** Right after {@link #removeLast}: where the value ended, relative to the head. */
    int endOfRemovedValue() {
        int slot = count * FIELDS;
        return slots[slot + VALUE] + slots[slot + VALUE_LENGTH];
    }

    void attach(byte[] source, int offset) {
        bytes = source;
        base = offset;
    }

    byte[] bytes() {
        return bytes;
    }

    int nameOffset(int index) {
        return base + slots[index * FIELDS + NAME];
    }

    int nameLength(int index) {
        return slots[index * FIELDS + NAME_LENGTH];
    }

    int valueOffset(int index) {
        return base + slots[index * FIELDS + VALUE];
    }

    int valueLength(int index) {
        return slots[index * FIELDS + VALUE_LENGTH];
    }

    boolean nameIs(int index, String name) {
        return Bytes.equalsIgnoreCase(bytes, nameOffset(index), nameLength(index), name);
    }

    boolean valueIs(int index, String value) {
        return Bytes.equalsIgnoreCase(bytes, valueOffset(index), valueLength(index), value);
    }

    /** The number of lines. */
    public int size() {
        return count;
    }

    /**
     * The name of a line, spelled as received.
     *
     * @throws IndexOutOfBoundsException if there is no such line
     */
    public String name(int index) {
        checkIndex(index);
        return Bytes.string(bytes, nameOffset(index), nameLength(index));
    }

    /**
     * The value of a line, without the spaces and tabs around it.
     *
     * @throws IndexOutOfBoundsException if there is no such line
     */
    public String value(int index) {
        checkIndex(index);
        return Bytes.string(bytes, valueOffset(index), valueLength(index));
    }

    /** The index of the first line with this name, case ignored, or -1. Allocates nothing. */
    public int indexOf(String name) {
        return indexOf(name, 0);
    }

    /** The index of the first line at or after {@code from} with this name, case ignored, or -1. */
    public int indexOf(String name, int from) {
        for (int i = from; i < count; i++) {
            if (slots[i * FIELDS + NAME_LENGTH] == name.length() && nameIs(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is a line with this name, case ignored. */
    public boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    /** The value of the first line with this name, case ignored, or null. */
    public @Nullable String first(String name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    /** The values of all lines with this name, case ignored, in order; empty if there are none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = indexOf(name); i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /**
     * Whether a line with this name lists this token, both compared without regard to case. For fields that are
     * comma-separated lists of tokens (RFC 9110, 5.6.1), such as {@code Connection} or {@code Upgrade}.
     */
    public boolean hasToken(String name, String token) {
        for (int i = indexOf(name); i >= 0; i = indexOf(name, i + 1)) {
            if (valueHasToken(i, token)) {
                return true;
            }
        }
        return false;
    }

    boolean valueHasToken(int index, String token) {
        int p = valueOffset(index);
        int end = p + valueLength(index);
        while (p < end) {
            int start = p;
            while (p < end && bytes[p] != ',') {
                p++;
            }
            int stop = p++;
            while (start < stop && isBlank(bytes[start])) {
                start++;
            }
            while (stop > start && isBlank(bytes[stop - 1])) {
                stop--;
            }
            if (Bytes.equalsIgnoreCase(bytes, start, stop - start, token)) {
                return true;
            }
        }
        return false;
    }

    /** Calls {@code action} with the name and value of each line, in order. */
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < count; i++) {
            action.accept(name(i), value(i));
        }
    }

    /** The lines as {@code name: value}, one below the other. For people; values may be secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private void checkIndex(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
