package dev.tuliptree.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pages that are spoken to together, such as those in one room of a chat, and who is there: its {@linkplain Commands
 * commands} go to the page of every member, written once for all.
 *
 * <p>A page leaves its groups when it leaves, before {@link LiveApp#CONNECTION_LOST} is handled. A group exists for as
 * long as it has members; {@link LiveApp#group} may be asked for it at any time, and does not have to be kept. Loop
 * thread only; nothing here suspends.
 */
public final class Group extends Commands {
    private final Groups groups;
    private final String name;
    private final Map<Client, Object> members = new LinkedHashMap<>();

    Group(Groups groups, String name) {
        this.groups = groups;
        this.name = name;
    }

    /**
     * The name that {@link LiveApp#group} was asked for.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Makes a page a member; harmless if it is one.
     *
     * @param client the page
     * @throws IllegalStateException if one of the {@link GroupLimits} is reached, or the page has left
     */
    public void join(Client client) {
        join(client, client);
    }

    /**
     * Makes a page a member, and says who that is; if it is one, only the latter.
     *
     * @param client the page
     * @param who what {@link #present} tells: a user's name, say
     * @throws IllegalArgumentException if the page is of another application
     * @throws IllegalStateException if one of the {@link GroupLimits} is reached, or the page has left
     */
    public void join(Client client, Object who) {
        if (!members.containsKey(client)) groups.admit(this, client);
        Object before = members.put(client, who);
        if (!who.equals(before)) groups.changed(this, client);
    }

    /**
     * Makes a page no member; harmless if it is none.
     *
     * @param client the page
     */
    public void leave(Client client) {
        if (members.remove(client) == null) return;
        groups.released(this, client);
        groups.changed(this, client);
    }

    /**
     * The pages that are members, in the order in which they joined.
     *
     * @return a copy
     */
    public List<Client> members() {
        return List.copyOf(members.keySet());
    }

    /**
     * Who is there, in the order in which they came; who has several pages open is there once.
     *
     * @return a copy
     */
    public Set<Object> present() {
        return new LinkedHashSet<>(members.values());
    }

    /**
     * Whether a page is a member.
     *
     * @param client the page
     * @return true if it is
     */
    public boolean has(Client client) {
        return members.containsKey(client);
    }

    int size() {
        return members.size();
    }

    @Override
    void post(String frame) {
        // One that does not keep up is given up in between, but leaves when its tasks have ended, not here.
        for (Client member : members.keySet()) member.post(frame);
    }

    /** The name. */
    @Override
    public String toString() {
        return "group " + name;
    }
}
