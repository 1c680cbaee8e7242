package dev.tuliptree.http.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes on their way out: a growing array that is filled at its end, written to a socket as a whole, and reused.
 * Several responses may gather in it before one write.
 */
public final class WireBuffer {
    // Large enough for every long in decimal, sign included.
    private static final int MAX_DIGITS = 20;

    private byte[] bytes;
    private int size;

    /** An empty buffer with room for this many bytes before it has to grow. */
    public WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The number of bytes put in so far. */
    public int size() {
        return size;
    }

    /** Whether nothing has been put in. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The array itself, its first {@link #size} bytes in use. Valid until the next put. */
    public byte[] array() {
        return bytes;
    }

    /** A view of the bytes in use, ready to be written to a channel. Valid until the next put. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** A copy of the bytes in use. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Empties the buffer and keeps its array for what comes next. */
    public void clear() {
        size = 0;
    }

    /** Empties the buffer, and gives its array back if that has grown beyond this many bytes. */
    public void clear(int maxRetained) {
        size = 0;
        if (bytes.length > maxRetained) {
            bytes = new byte[maxRetained];
        }
    }

    /**
     * Drops what was put in after the buffer had this size.
     *
     * @throws IndexOutOfBoundsException if it is smaller
     */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IndexOutOfBoundsException(newSize);
        }
        size = newSize;
    }

    /** Puts one byte. */
    public void put(byte b) {
        ensure(1);
        bytes[size++] = b;
    }

    /** Puts all of an array. */
    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    /** Puts part of an array. */
    public void put(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Takes all that remains in {@code source}. */
    public void put(ByteBuffer source) {
        int length = source.remaining();
        ensure(length);
        source.get(bytes, size, length);
        size += length;
    }

    void putShort(int value) {
        ensure(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        putShort(value >>> 16);
        putShort(value);
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    /** Puts characters that are known to be below 0x100, one byte each. */
    void putLatin1(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    /** Puts a number in decimal digits. */
    public void putDecimal(long value) {
        ensure(MAX_DIGITS);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                putLatin1(Long.toString(value));
                return;
            }
            bytes[size++] = '-';
            value = -value;
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    /** Puts a number that is not negative in lower-case hexadecimal digits. */
    public void putHex(long value) {
        ensure(16);
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size++] = (byte) Character.forDigit((int) (value >>> (4 * i)) & 0xf, 16);
        }
    }

    /** Makes room for this many bytes more, so that they can be put into {@link #array} directly. */
    void ensure(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    void advance(int count) {
        size += count;
    }

    private void grow(int more) {
        long needed = (long) size + more;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("a buffer cannot hold " + needed + " bytes");
        }
        int doubled = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(64, bytes.length * 2L));
        bytes = Arrays.copyOf(bytes, Math.max((int) needed, doubled));
    }
}
