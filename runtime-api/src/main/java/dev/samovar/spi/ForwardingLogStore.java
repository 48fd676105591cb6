package dev.samovar.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A log store that has another one keep everything, for those who want to see or change some of it on its way.
public abstract class ForwardingLogStore implements LogStore {
    private final LogStore kept;

    /// @param kept the one that keeps everything; closed with this one
    protected ForwardingLogStore(LogStore kept) {
        this.kept = kept;
    }

    @Override
    public LogStream stream(String group, String stream) {
        return kept.stream(group, stream);
    }

    @Override
    public Creation create(String group) {
        return kept.create(group);
    }

    @Override
    public Creation create(String group, String stream) {
        return kept.create(group, stream);
    }

    @Override
    public void put(String group, String stream, List<? extends LogEvent> events) {
        kept.put(group, stream, events);
    }

    @Override
    public List<String> groups() {
        return kept.groups();
    }

    @Override
    public Optional<LogGroup> group(String group) {
        return kept.group(group);
    }

    @Override
    public List<String> streams(String group) {
        return kept.streams(group);
    }

    @Override
    public OptionalLong createdMillis(String group, String stream) {
        return kept.createdMillis(group, stream);
    }

    @Override
    public List<NumberedEvent> numbered(String group, String stream) {
        return kept.numbered(group, stream);
    }

    @Override
    public void retention(String group, @Nullable Duration age) {
        kept.retention(group, age);
    }

    @Override
    public void tags(String group, Map<String, String> tags) {
        kept.tags(group, tags);
    }

    @Override
    public void delete(String group) {
        kept.delete(group);
    }

    @Override
    public void delete(String group, String stream) {
        kept.delete(group, stream);
    }

    @Override
    public void close() {
        kept.close();
    }
}
