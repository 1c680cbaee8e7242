package dev.tuliptree.testing;

/** What a {@link SimulatedNetwork} counts: what ordinary runs seldom meet, and programs have to bear all the same. */
public enum NetworkEvent {
    /** A connection was made. */
    CONNECTED,
    /** A connection was refused: nobody listened, or a fault wanted it. */
    REFUSED,
    /** A connection attempt found as many others waiting as may wait, and was dropped, to be made again. */
    BACKLOG_FULL,
    /** A write took a part of what it was given. */
    PARTIAL_WRITE,
    /** A write took nothing, for want of room. */
    NO_ROOM,
    /** A read gave a part of what had arrived. */
    PARTIAL_READ,
    /** What one write took arrives in several pieces. */
    SPLIT,
    /** What was written in pieces is read in one. */
    JOINED,
    /** Somebody was told to read where there was nothing to read. */
    FALSE_ALARM,
    /** A packet of a connection was lost and sent again, which held up all behind it. */
    RESENT,
    /** A connection ended in one direction, and not in the other. */
    HALF_CLOSED,
    /** An end was closed with bytes left that it had not read, so that the other was reset. */
    CLOSED_UNREAD,
    /** Bytes arrived at an end that was closed, so that the other was reset. */
    SENT_TO_CLOSED,
    /** A fault reset a connection on which bytes were on their way. */
    RESET_MIDWAY,
    /** An end gave up a connection, as for minutes nothing got through. */
    TIMED_OUT,
    /** A datagram was lost. */
    DATAGRAM_LOST,
    /** A datagram came twice. */
    DATAGRAM_DUPLICATED,
    /** A datagram was held back, so that later ones may come first. */
    DATAGRAM_DELAYED,
    /** A datagram found as many others waiting as may wait, and was dropped. */
    DATAGRAM_OVERFLOW
}
