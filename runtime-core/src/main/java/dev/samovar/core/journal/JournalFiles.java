package dev.samovar.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The files of a journal: logs that are appended to, one after another, and snapshots, each of which stands for all
/// logs up to its number.
record JournalFiles(Disk disk, Path directory) {
    private static final Pattern NAME = Pattern.compile("(log|snapshot)-([0-9]{1,18})");
    private static final String DRAFT = "-draft";

    /// A file by what its name says.
    record Numbered(String kind, long number) {
        boolean isLog() {
            return kind.equals("log");
        }

        @Override
        public String toString() {
            return kind + "-" + number;
        }
    }

    static Numbered log(long number) {
        return new Numbered("log", number);
    }

    static Numbered snapshot(long number) {
        return new Numbered("snapshot", number);
    }

    List<Numbered> list() throws IOException {
        return disk.list(directory).stream()
                .map(NAME::matcher)
                .filter(name -> name.matches())
                .map(name -> new Numbered(name.group(1), Long.parseLong(name.group(2))))
                .sorted(Comparator.comparingLong(Numbered::number))
                .toList();
    }

    Disk.DiskFile open(Numbered file) throws IOException {
        return disk.open(path(file));
    }

    Disk.DiskFile open(String name) throws IOException {
        return disk.open(directory.resolve(name));
    }

    Path path(Numbered file) {
        return directory.resolve(file.toString());
    }

    Path draft(Numbered file) {
        return directory.resolve(file + DRAFT);
    }

    void force() throws IOException {
        disk.forceDirectory(directory);
    }

    /// Removes what a snapshot stands for, and drafts that were not finished.
    void removeUpTo(long snapshot) throws IOException {
        for (var file : list())
            if (file.number() < snapshot || (file.isLog() && file.number() == snapshot)) disk.delete(path(file));
        for (var name : disk.list(directory)) if (name.endsWith(DRAFT)) disk.delete(directory.resolve(name));
    }
}
