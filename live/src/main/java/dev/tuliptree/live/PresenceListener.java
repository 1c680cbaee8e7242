package dev.tuliptree.live;

/** Hears who comes to a group, and who leaves it; given to {@link LiveApp#onPresence}. */
@FunctionalInterface
public interface PresenceListener {
    /**
     * A page has joined a group or left it, or says something else of who it is. Called on the loop's thread, by
     * {@link Group#join} and {@link Group#leave}; must not suspend. What it throws is logged and does no harm.
     *
     * @param group the group as it is now; {@link Group#has} says whether the page is a member
     * @param client the page
     */
    void changed(Group group, Client client);
}
