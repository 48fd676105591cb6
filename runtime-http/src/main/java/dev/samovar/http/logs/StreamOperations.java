package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogStore;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Log streams: made, listed, deleted.
final class StreamOperations {
    private final LogStore store;
    private final LogTargets targets;

    StreamOperations(LogStore store, LogTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("CreateLogStream", this::create);
        actions.put("DeleteLogStream", this::delete);
        actions.put("DescribeLogStreams", this::describe);
    }

    private @Nullable JsonNode create(Input input) {
        switch (store.create(targets.group(input), input.text("logStreamName"))) {
            case CREATED -> {}
            case EXISTS ->
                throw LogTargets.refused("ResourceAlreadyExistsException", "The specified log stream already exists");
            case NO_ROOM ->
                throw LogTargets.refused(
                        "LimitExceededException", "Resource limit exceeded: too many log streams in this log group.");
        }
        return null;
    }

    private @Nullable JsonNode delete(Input input) {
        var group = targets.group(input);
        store.delete(group, targets.stream(group, input.text("logStreamName")));
        return null;
    }

    private JsonNode describe(Input input) {
        var group = targets.group(input);
        var prefix = input.optional("logStreamNamePrefix").orElse("");
        var byTime = input.optional("orderBy").orElse("").equals("LastEventTime");
        if (byTime && !prefix.isEmpty())
            throw LogTargets.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        var byName = Comparator.comparing(StreamSummary::name);
        var order = byTime ? Comparator.comparingLong(StreamSummary::order).thenComparing(byName) : byName;
        var streams = store.streams(group).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> StreamSummary.of(store, group, name))
                .sorted(input.flag("descending") ? order.reversed() : order)
                .toList();
        return Part.of(
                input,
                "logStreams",
                streams,
                StreamSummary::name,
                stream -> Optional.of(stream.json(targets.arn(group))));
    }
}
