package dev.tuliptree.gallery.cancellation;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of tasks, each in a scope of its own. Cancelling a scope ends all that is below it, and nothing else; the
 * scope of the right branch has a deadline.
 */
public final class Cancellation {
    /** A task, and those in its nursery. */
    private record Node(String name, List<Node> children) {
        Node(String name, Node... children) {
            this(name, List.of(children));
        }
    }

    private static final Node TREE = new Node(
            "root",
            new Node("left", new Node("left-1"), new Node("left-2")),
            new Node("right", new Node("right-1"), new Node("right-2")));

    private final Map<Client, Map<String, CancelScope>> scopes = new HashMap<>();

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = RoomPage.app(this::grow);
        addButtons(page, TREE);
        return new Demo(
                "9-cancellation",
                "Cancel a branch of a tree",
                "A branch falls with all that is on it, and says why; the right one has eight seconds.",
                Cancellation.class,
                page);
    }

    private void addButtons(LiveApp page, Node node) {
        page.on("#" + node.name() + " button click", (client, data) -> {
            CancelScope scope = scopes.getOrDefault(client, Map.of()).get(node.name());
            if (scope != null) scope.cancel("the button of " + node.name() + " was pressed");
        });
        for (Node child : node.children()) addButtons(page, child);
    }

    private void grow(RoomPage page) {
        scopes.put(page.client(), new HashMap<>());
        try {
            run(page, TREE);
        } finally {
            scopes.remove(page.client());
        }
    }

    private void run(RoomPage page, Node node) {
        cancelScope(scope -> {
            scopes.getOrDefault(page.client(), new HashMap<>()).put(node.name(), scope);
            if (node.name().equals("right")) scope.deadlineIn(seconds(8));
            try {
                page.state(node.name(), "running", "");
                work(page, node);
                page.state(node.name(), "done", "came to its end");
            } catch (Cancelled cancelled) {
                if (node.name().equals("left-2")) tidyUp(page);
                page.state(node.name(), "cancelled", cancelled.reason().text());
                throw cancelled;
            }
        });
    }

    /** A leaf counts to twelve; all others wait for their children. */
    private void work(RoomPage page, Node node) {
        nursery(n -> {
            for (Node child : node.children()) n.start(() -> run(page, child)).name(child.name());
            if (!node.children().isEmpty()) return;
            for (int i = 1; i <= 12; i++) {
                sleep(seconds(1));
                page.state(node.name(), "running", i + " s");
            }
        });
    }

    /** Cancelled as it is, the task may suspend in here. */
    private void tidyUp(RoomPage page) {
        shielded(() -> {
            page.state("left-2", "waiting", "tidies up, and all above it wait");
            sleep(seconds(2));
        });
    }
}
