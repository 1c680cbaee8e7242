package dev.tuliptree.live;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of one application that have members. Loop thread only. */
final class Groups {
    private static final System.Logger LOG = System.getLogger("dev.tuliptree.live");

    private final LiveApp app;
    private final Map<String, Group> byName = new HashMap<>();
    private final Map<Client, Set<Group>> byClient = new HashMap<>();
    private PresenceListener listener = (group, client) -> {};

    Groups(LiveApp app) {
        this.app = app;
    }

    void listener(PresenceListener listener) {
        this.listener = listener;
    }

    /** The group of that name; one without members is not remembered. */
    Group named(String name) {
        Group group = byName.get(name);
        return group != null ? group : new Group(this, name);
    }

    /** Checks the limits, and counts a group's new member. */
    void admit(Group group, Client client) {
        if (!client.isOf(app)) throw new IllegalArgumentException(client + " is of another application");
        if (!client.isOpen()) throw new IllegalStateException(client + " has left");
        GroupLimits limits = app.limits().groups();
        Group known = byName.get(group.name());
        if (known != null && known != group) {
            throw new IllegalStateException(group + " had no members and was made anew: ask for it again");
        }
        if (known == null && byName.size() == limits.maxGroups()) {
            throw new IllegalStateException("there are " + limits.maxGroups() + " groups already");
        }
        if (group.size() == limits.maxMembers()) {
            throw new IllegalStateException(group + " has " + limits.maxMembers() + " members already");
        }
        Set<Group> joined = byClient.getOrDefault(client, Set.of());
        if (joined.size() == limits.maxPerClient()) {
            throw new IllegalStateException(client + " is in " + limits.maxPerClient() + " groups already");
        }
        byName.put(group.name(), group);
        byClient.computeIfAbsent(client, _ -> new LinkedHashSet<>()).add(group);
    }

    /** A group has lost a member. */
    void released(Group group, Client client) {
        if (group.size() == 0) byName.remove(group.name());
        Set<Group> joined = byClient.get(client);
        if (joined == null) return;
        joined.remove(group);
        if (joined.isEmpty()) byClient.remove(client);
    }

    void changed(Group group, Client client) {
        try {
            listener.changed(group, client);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            LOG.log(Level.ERROR, "the presence listener failed for " + group, e);
        }
    }

    /** A page has left. */
    void left(Client client) {
        for (Group group : List.copyOf(byClient.getOrDefault(client, Set.of()))) group.leave(client);
    }
}
