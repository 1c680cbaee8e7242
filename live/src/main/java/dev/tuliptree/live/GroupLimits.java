package dev.tuliptree.live;

/**
 * How many groups the pages of an application may form.
 *
 * @param maxGroups groups that have a member
 * @param maxMembers members of one group
 * @param maxPerClient groups that one page is in
 */
public record GroupLimits(int maxGroups, int maxMembers, int maxPerClient) {
    /** The limits used unless others are given: 1000 groups, 10 000 members, 100 groups for each page. */
    public static final GroupLimits DEFAULT = new GroupLimits(1000, 10_000, 100);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public GroupLimits {
        Positive.check(maxGroups, "maxGroups");
        Positive.check(maxMembers, "maxMembers");
        Positive.check(maxPerClient, "maxPerClient");
    }
}
