package dev.tuliptree.inspect;

import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop at one moment, as a tree: below each task those that it owns through its nurseries. After
 * asyncio's {@code pstree}.
 *
 * @param name the task's name
 * @param awaiting what it is suspended at, in words, or null if it is not
 * @param stack where it is, the innermost frame first, without those of the library
 * @param children the tasks it owns
 */
public record TaskTree(String name, @Nullable String awaiting, List<StackTraceElement> stack, List<TaskTree> children) {
    /**
     * Looks at a loop. Loop thread only. Not a checkpoint.
     *
     * @param loop the loop
     * @return the tasks that belong to no other
     */
    public static List<TaskTree> of(EventLoop loop) {
        Map<Task<?>, List<Task<?>>> owned = new IdentityHashMap<>();
        List<Task<?>> roots = new ArrayList<>();
        for (Task<?> task : loop.allTasks()) {
            Task<?> parent = task.parent();
            if (parent == null) roots.add(task);
            else owned.computeIfAbsent(parent, _ -> new ArrayList<>()).add(task);
        }
        return roots.stream().map(root -> of(root, owned)).toList();
    }

    private static TaskTree of(Task<?> task, Map<Task<?>, List<Task<?>>> owned) {
        Object awaiting = task.awaiting();
        List<StackTraceElement> stack = new ArrayList<>();
        for (StackTraceElement frame : task.stack()) {
            if (!isInternal(frame)) stack.add(frame);
        }
        List<TaskTree> children = owned.getOrDefault(task, List.of()).stream()
                .map(child -> of(child, owned))
                .toList();
        return new TaskTree(task.name(), awaiting == null ? null : awaiting.toString(), List.copyOf(stack), children);
    }

    private static boolean isInternal(StackTraceElement frame) {
        String name = frame.getClassName();
        return (name.startsWith("dev.tuliptree.") && !name.startsWith("dev.tuliptree.gallery."))
                || name.startsWith("java.lang.VirtualThread")
                || name.startsWith("java.lang.System$")
                || name.equals("java.lang.Thread")
                || name.startsWith("java.util.concurrent.locks.LockSupport");
    }

    /**
     * Draws trees for a terminal.
     *
     * @param trees what {@link #of} returned
     * @return a line for each task: its name, what it awaits, and where that is
     */
    public static String draw(List<TaskTree> trees) {
        StringBuilder drawing = new StringBuilder();
        for (TaskTree tree : trees) tree.draw(drawing, "", "");
        return drawing.toString();
    }

    private void draw(StringBuilder drawing, String first, String rest) {
        drawing.append(first).append(name);
        if (awaiting != null) drawing.append(" awaits ").append(awaiting);
        if (!stack.isEmpty()) drawing.append(" at ").append(stack.getFirst());
        drawing.append('\n');
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            children.get(i).draw(drawing, rest + (last ? "└── " : "├── "), rest + (last ? "    " : "│   "));
        }
    }
}
