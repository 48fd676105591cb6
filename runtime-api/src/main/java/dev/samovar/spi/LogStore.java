package dev.samovar.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Keeps what functions log, in groups and streams, readable. Safe for use by several threads.
public interface LogStore extends AutoCloseable {

    /// What came of making a group or a stream.
    enum Creation {
        CREATED,
        EXISTS,
        /// The store keeps as many as it may.
        NO_ROOM
    }

    /// The stream to append to, made with its group if it is not there. It goes with its last event once nobody
    /// appends to it.
    LogStream stream(String group, String stream);

    /// Makes an empty group.
    Creation create(String group);

    /// Makes an empty stream, which stays until it is deleted, and its group if that is not there.
    Creation create(String group, String stream);

    /// Appends events at once, whoever else appends to the stream; both are made if they are not there.
    void put(String group, String stream, List<? extends LogEvent> events);

    /// The names of all groups, sorted.
    List<String> groups();

    /// What is known of a group.
    Optional<LogGroup> group(String group);

    /// The names of a group's streams, in the order of their making; empty if there is no such group.
    List<String> streams(String group);

    /// When a stream was made, in milliseconds since 1970; empty if there is no such stream.
    OptionalLong createdMillis(String group, String stream);

    /// A stream's events as they were appended; empty if there is no such stream.
    List<NumberedEvent> numbered(String group, String stream);

    /// A stream's events without their numbers.
    default List<LogEvent> events(String group, String stream) {
        return numbered(group, stream).stream().map(NumberedEvent::event).toList();
    }

    /// How long a group keeps its events; null keeps them until space runs out.
    void retention(String group, @Nullable Duration age);

    /// Labels a group with these tags and no others; no such group is no error.
    void tags(String group, Map<String, String> tags);

    /// Forgets a group with all its streams; whoever still appends to one makes them anew.
    void delete(String group);

    /// Forgets a stream; whoever still appends to it makes it anew.
    void delete(String group, String stream);

    @Override
    void close();
}
