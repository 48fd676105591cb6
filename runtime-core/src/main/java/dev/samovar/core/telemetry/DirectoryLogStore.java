package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import dev.samovar.spi.NumberedEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A log store in a directory: a directory for each group, in it a file for each stream, in it a line of JSON
/// for each event.
///
/// Events are on disk, though not synced, when `append` returns. Whole streams are removed once their newest event is
/// older than the group's retention.
public final class DirectoryLogStore implements LogStore {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLogStore.class);
    private static final String SUFFIX = ".jsonl";
    private static final JsonFactory JSON = new JsonFactory();

    private final Path root;
    private final InstantSource clock;

    /// @param root made if it is not there
    public DirectoryLogStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the log directory " + root, e);
        }
    }

    @Override
    public LogStream stream(String group, String stream) {
        expire(group);
        return new FileStream(fileOf(group, stream));
    }

    @Override
    public List<String> groups() {
        return names(root, "");
    }

    @Override
    public List<String> streams(String group) {
        expire(group);
        return names(directoryOf(group), SUFFIX);
    }

    @Override
    public List<NumberedEvent> numbered(String group, String stream) {
        var file = fileOf(group, stream);
        if (!Files.exists(file)) return List.of();
        try (var lines = Files.lines(file)) {
            var events = new ArrayList<NumberedEvent>();
            var number = new long[1];
            lines.forEach(line -> {
                var event = parse(line);
                if (event != null) events.add(new NumberedEvent(number[0], event));
                number[0]++;
            });
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log stream " + file, e);
        }
    }

    @Override
    public Creation create(String group) {
        return made(directoryOf(group), true);
    }

    @Override
    public Creation create(String group, String stream) {
        made(directoryOf(group), true);
        return made(fileOf(group, stream), false);
    }

    private static Creation made(Path path, boolean directory) {
        try {
            if (directory) Files.createDirectory(path);
            else Files.createFile(path);
            return Creation.CREATED;
        } catch (FileAlreadyExistsException e) {
            return Creation.EXISTS;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path, e);
        }
    }

    @Override
    public void put(String group, String stream, List<? extends LogEvent> events) {
        try (var end = stream(group, stream)) {
            events.forEach(end::append);
        }
    }

    @Override
    public Optional<LogGroup> group(String group) {
        var directory = directoryOf(group);
        if (!Files.isDirectory(directory)) return Optional.empty();
        expire(group);
        var notes = GroupNotes.of(directory);
        long bytes = 0;
        for (var stream : names(directory, SUFFIX))
            bytes += attributes(fileOf(group, stream))
                    .map(BasicFileAttributes::size)
                    .orElse(0L);
        var made = attributes(directory)
                .map(BasicFileAttributes::creationTime)
                .map(FileTime::toMillis)
                .orElse(0L);
        return Optional.of(new LogGroup(group, made, notes.retention(), notes.tags(), bytes));
    }

    @Override
    public OptionalLong createdMillis(String group, String stream) {
        return attributes(fileOf(group, stream))
                .map(file -> OptionalLong.of(file.creationTime().toMillis()))
                .orElse(OptionalLong.empty());
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void retention(String group, @Nullable Duration age) {
        var directory = directoryOf(group);
        made(directory, true);
        GroupNotes.of(directory).with(age).keep(directory);
        expire(group);
    }

    @Override
    public synchronized void tags(String group, Map<String, String> tags) {
        var directory = directoryOf(group);
        if (Files.isDirectory(directory)) GroupNotes.of(directory).with(tags).keep(directory);
    }

    @Override
    public void delete(String group) {
        for (var stream : names(directoryOf(group), SUFFIX)) remove(fileOf(group, stream));
        GroupNotes.remove(directoryOf(group));
        remove(directoryOf(group));
    }

    @Override
    public void delete(String group, String stream) {
        remove(fileOf(group, stream));
    }

    @Override
    public void close() {}

    private void expire(String group) {
        var age = GroupNotes.of(directoryOf(group)).retention();
        if (age == null) return;
        var oldest = FileTime.from(clock.instant().minus(age));
        for (var stream : names(directoryOf(group), SUFFIX)) {
            var file = fileOf(group, stream);
            try {
                if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("the log stream {} could not be looked at for its retention", file, e);
            }
        }
    }

    private Path directoryOf(String group) {
        return root.resolve(encoded(group));
    }

    private Path fileOf(String group, String stream) {
        return directoryOf(group).resolve(encoded(stream) + SUFFIX);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A");
    }

    private static List<String> names(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> URLDecoder.decode(
                            name.substring(0, name.length() - suffix.length()), StandardCharsets.UTF_8))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    private static @Nullable LogEvent parse(String line) {
        try (var in = JSON.createParser(ObjectReadContext.empty(), line)) {
            in.nextToken();
            in.nextName();
            long timestamp = in.nextLongValue(0);
            in.nextName();
            var message = in.nextStringValue();
            if (message == null) return null;
            return "ingested".equals(in.nextName())
                    ? new TakenEvent(timestamp, in.nextLongValue(timestamp), message)
                    : new TextEvent(timestamp, message);
        } catch (JacksonException e) {
            return null; // a line that a crash cut short
        }
    }

    private static String line(LogEvent event) {
        var text = new StringWriter(128);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("timestamp", event.timestampMillis());
            out.writeStringProperty("message", event.message());
            if (event.ingestedMillis() != event.timestampMillis())
                out.writeNumberProperty("ingested", event.ingestedMillis());
            out.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /// One stream, opened at its first event. A write that fails is reported once and the event is lost.
    private static final class FileStream implements LogStream {
        private final Path file;
        private @Nullable BufferedWriter writer;
        private boolean failed;

        FileStream(Path file) {
            this.file = file;
        }

        @Override
        public synchronized void append(LogEvent event) {
            try {
                var out = open();
                out.write(line(event));
                out.flush();
            } catch (IOException e) {
                if (!failed) LOG.warn("events of the log stream {} are lost", file, e);
                failed = true;
            }
        }

        private BufferedWriter open() throws IOException {
            if (writer != null && !Files.exists(file)) close(); // it was deleted
            var there = writer;
            if (there == null) {
                var directory = file.getParent();
                if (directory != null) Files.createDirectories(directory);
                there = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                writer = there;
            }
            return there;
        }

        @Override
        public synchronized void close() {
            try {
                if (writer != null) writer.close();
            } catch (IOException e) {
                LOG.warn("the log stream {} could not be closed", file, e);
            } finally {
                writer = null;
            }
        }
    }
}
