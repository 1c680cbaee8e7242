package dev.tuliptree.loop;

/** Tasks that wait until all the others wait. */
final class IdleWatch {
    private final ParkingLot watchers = new ParkingLot(this);

    void await() {
        watchers.park();
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    void tell() {
        watchers.unparkAll();
    }

    @Override
    public String toString() {
        return "all tasks to be blocked";
    }
}
