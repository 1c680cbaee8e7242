package dev.tuliptree.inspect;

import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import java.util.ArrayDeque;
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
        // Owners come before what they own, so that from the end on every task finds its children finished. No
        // recursion
        // here or below: a tree may be deeper than a stack.
        List<Task<?>> tasks = List.copyOf(loop.allTasks());
        Map<Task<?>, List<TaskTree>> finished = new IdentityHashMap<>();
        List<TaskTree> roots = new ArrayList<>();
        for (Task<?> task : tasks.reversed()) {
            List<TaskTree> children = finished.getOrDefault(task, List.of());
            TaskTree tree = of(task, List.copyOf(children.reversed()));
            Task<?> parent = task.parent();
            if (parent == null) roots.add(tree);
            else finished.computeIfAbsent(parent, _ -> new ArrayList<>()).add(tree);
        }
        return List.copyOf(roots.reversed());
    }

    private static TaskTree of(Task<?> task, List<TaskTree> children) {
        Object awaiting = task.awaiting();
        List<StackTraceElement> stack = new ArrayList<>();
        for (StackTraceElement frame : task.stack()) {
            if (!isInternal(frame)) stack.add(frame);
        }
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
        ArrayDeque<Line> left = new ArrayDeque<>();
        for (TaskTree tree : trees.reversed()) left.push(new Line(tree, "", ""));
        for (Line line = left.poll(); line != null; line = left.poll()) {
            line.draw(drawing);
            List<TaskTree> children = line.tree.children;
            for (int i = children.size() - 1; i >= 0; i--) {
                boolean last = i == children.size() - 1;
                left.push(new Line(
                        children.get(i), line.rest + (last ? "└── " : "├── "), line.rest + (last ? "    " : "│   ")));
            }
        }
        return drawing.toString();
    }

    /** A task to be drawn, behind these branches; those of its children are behind the others. */
    private record Line(TaskTree tree, String first, String rest) {
        void draw(StringBuilder drawing) {
            drawing.append(first).append(tree.name);
            if (tree.awaiting != null) drawing.append(" awaits ").append(tree.awaiting);
            if (!tree.stack.isEmpty()) drawing.append(" at ").append(tree.stack.getFirst());
            drawing.append('\n');
        }
    }
}
