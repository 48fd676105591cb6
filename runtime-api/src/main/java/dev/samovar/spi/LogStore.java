package dev.samovar.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what functions log, in groups and streams, readable. Safe for use by several threads.
public interface LogStore extends AutoCloseable {

    /// The stream to append to, made if it is not there.
    LogStream stream(String group, String stream);

    /// The names of all groups, sorted.
    List<String> groups();

    /// The names of a group's streams, in the order of their making; empty if there is no such group.
    List<String> streams(String group);

    /// A stream's events in order; empty if there is no such stream.
    List<LogEvent> events(String group, String stream);

    /// How long a group keeps its events; null keeps them until space runs out.
    void retention(String group, @Nullable Duration age);

    /// Forgets a group with all its streams.
    void delete(String group);

    @Override
    void close();
}
