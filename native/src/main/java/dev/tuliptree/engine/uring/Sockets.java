package dev.tuliptree.engine.uring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of an engine by number, and which operations the kernel has under way for each. A number stands for its
 * socket until the last of these is over, however long ago that was closed: no completion meets another's socket.
 */
final class Sockets {
    /** Its operations are being ended, as it was closed. */
    private static final int ENDING = 1 << Operation.END;

    private @Nullable UringSocket[] sockets = new UringSocket[64];

    /** A bit for each operation, and {@link #ENDING}. */
    private int[] underWay = new int[sockets.length];

    /** For each number that is free the next one that is. */
    private int[] free = new int[sockets.length];

    private int firstFree;
    private int used;

    /** How many operations are under way, of all sockets. */
    private int count;

    Sockets() {
        // A number is never 0: that is what a socket has which is not registered.
        used = 1;
    }

    int add(UringSocket socket) {
        int number = firstFree;
        if (number != 0) {
            firstFree = free[number];
        } else {
            number = used++;
            if (number == sockets.length) grow();
        }
        sockets[number] = socket;
        return number;
    }

    private void grow() {
        int length = 2 * sockets.length;
        sockets = Arrays.copyOf(sockets, length);
        underWay = Arrays.copyOf(underWay, length);
        free = Arrays.copyOf(free, length);
    }

    @Nullable
    UringSocket get(int number) {
        return sockets[number];
    }

    /** A socket was closed: gives back its number when nothing is under way for it any more. */
    void ending(int number) {
        underWay[number] |= ENDING;
        releaseIfOver(number);
    }

    private void releaseIfOver(int number) {
        if (underWay[number] != ENDING) return;
        underWay[number] = 0;
        sockets[number] = null;
        free[number] = firstFree;
        firstFree = number;
    }

    void begun(int number, int operation) {
        underWay[number] |= 1 << operation;
        count++;
    }

    void ended(int number, int operation) {
        underWay[number] &= ~(1 << operation);
        count--;
        releaseIfOver(number);
    }

    boolean isUnderWay(int number, int operation) {
        return (underWay[number] & 1 << operation) != 0;
    }

    boolean isAnythingUnderWay() {
        return count > 0;
    }

    /** Nothing is under way any more, for any socket. */
    void allEnded() {
        Arrays.fill(underWay, 0);
        count = 0;
        for (int number = 1; number < used; number++) {
            UringSocket socket = sockets[number];
            if (socket != null && socket.isClosed()) ending(number);
        }
    }

    /** All that are open, and those that were closed but are not released. */
    List<UringSocket> all() {
        List<UringSocket> all = new ArrayList<>();
        for (UringSocket socket : sockets) {
            if (socket != null) all.add(socket);
        }
        return all;
    }
}
