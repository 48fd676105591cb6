package dev.samovar.java.guest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the directories that a guest knows really lie.
///
/// A *view* is a path as the guest writes it, `/tmp/x`; a *real* path is one the host can open. A relative
/// view begins at the working directory; its real form keeps a `/./` after that directory, so that the view
/// can be told again. Paths outside all mounts are the host's own and pass unchanged.
public final class Mounts {
    private record Mount(String view, String real) {}

    private static final String RELATIVE = "/./";
    private static final Comparator<Mount> LONGEST_VIEW_FIRST =
            Comparator.comparingInt((Mount mount) -> mount.view().length()).reversed();
    private static final Comparator<Mount> LONGEST_REAL_FIRST =
            Comparator.comparingInt((Mount mount) -> mount.real().length()).reversed();

    private final List<Mount> byView;
    private final List<Mount> byReal;
    private final String workingView;
    private final String workingReal;
    private final ReadOnlyDirectories readOnly;

    /// @param directories from a view (`/tmp`) to the directory that holds it
    /// @param readOnly the views that may be read and not changed, mounted or not
    /// @param workingDirectory a view
    public Mounts(Map<String, Path> directories, Collection<String> readOnly, String workingDirectory) {
        var mounts = new ArrayList<Mount>();
        directories.forEach((view, directory) -> mounts.add(
                new Mount(view, directory.toAbsolutePath().normalize().toString())));
        mounts.sort(LONGEST_VIEW_FIRST);
        byView = List.copyOf(mounts);
        mounts.sort(LONGEST_REAL_FIRST);
        byReal = List.copyOf(mounts);
        workingView = workingDirectory;
        workingReal = absolute(workingDirectory);
        this.readOnly = new ReadOnlyDirectories(
                readOnly.stream().map(view -> Path.of(absolute(view))).toList());
    }

    /// The real path for a view, or for a path that is real already.
    public String real(String path) {
        if (path.isEmpty()) return path;
        return isAbsolute(path) ? absolute(path) : workingReal + RELATIVE + path;
    }

    /// The view of a real path.
    public String view(String path) {
        if (path.startsWith(workingReal) && path.startsWith(RELATIVE, workingReal.length()))
            return path.substring(workingReal.length() + RELATIVE.length());
        if (path.length() == workingReal.length() + 2 && path.startsWith(workingReal) && path.endsWith("/."))
            return ".";
        for (var mount : byReal) {
            var moved = move(path, mount.real(), mount.view());
            if (moved != null) return moved;
        }
        return path;
    }

    /// A view made absolute by the working directory.
    public String absoluteView(String view) {
        if (view.isEmpty()) return workingView;
        return isAbsolute(view) ? view : workingView + "/" + view;
    }

    public String workingDirectory() {
        return workingReal;
    }

    ReadOnlyDirectories readOnly() {
        return readOnly;
    }

    private String absolute(String path) {
        var plain = path.contains("..") ? Path.of(path).normalize().toString() : path;
        for (var mount : byReal) if (move(plain, mount.real(), "") != null) return path;
        for (var mount : byView) {
            var moved = move(plain, mount.view(), mount.real());
            if (moved == null) continue;
            var kept = move(path, mount.view(), mount.real());
            return kept != null ? kept : moved;
        }
        return path;
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || Path.of(path).isAbsolute();
    }

    private static @Nullable String move(String path, String from, String to) {
        if (!path.startsWith(from)) return null;
        if (path.length() == from.length()) return to;
        return path.charAt(from.length()) == '/' ? to + path.substring(from.length()) : null;
    }
}
