package dev.samovar.core.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What a log store in a directory notes of a group beside its streams, in a file of the group's directory.
record GroupNotes(@Nullable Duration retention, Map<String, String> tags) {
    private static final String FILE = "group.properties";
    private static final String RETENTION = "retentionMillis";
    private static final String TAG = "tag.";

    static GroupNotes of(Path directory) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve(FILE))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return new GroupNotes(null, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the notes of the log group in " + directory, e);
        }
        var tags = new HashMap<String, String>();
        for (var name : properties.stringPropertyNames())
            if (name.startsWith(TAG)) tags.put(name.substring(TAG.length()), properties.getProperty(name));
        var retention = properties.getProperty(RETENTION);
        return new GroupNotes(retention == null ? null : Duration.ofMillis(Long.parseLong(retention)), tags);
    }

    GroupNotes with(@Nullable Duration age) {
        return new GroupNotes(age, tags);
    }

    GroupNotes with(Map<String, String> all) {
        return new GroupNotes(retention, all);
    }

    void keep(Path directory) {
        var properties = new Properties();
        if (retention != null) properties.setProperty(RETENTION, Long.toString(retention.toMillis()));
        tags.forEach((key, value) -> properties.setProperty(TAG + key, value));
        var written = directory.resolve(FILE + ".new");
        try {
            try (var out = Files.newBufferedWriter(written)) {
                properties.store(out, null);
            }
            Files.move(written, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the notes of the log group in " + directory, e);
        }
    }

    static void remove(Path directory) {
        DirectoryLogStore.remove(directory.resolve(FILE));
    }
}
