package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Log groups: made, listed, deleted, and how long they keep their events.
final class GroupOperations {
    /// The numbers of days that a group can keep its events.
    private static final Set<Integer> DAYS = new TreeSet<>(List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));

    private final LogStore store;
    private final LogTargets targets;

    GroupOperations(LogStore store, LogTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("CreateLogGroup", this::create);
        actions.put("DeleteLogGroup", this::delete);
        actions.put("DescribeLogGroups", this::describe);
        actions.put("PutRetentionPolicy", this::putRetention);
        actions.put("DeleteRetentionPolicy", this::deleteRetention);
    }

    private @Nullable JsonNode create(Input input) {
        var name = input.text("logGroupName");
        if (name.startsWith("aws/")) throw LogTargets.invalid("Log groups starting with 'aws/' are reserved for AWS.");
        if (input.has("kmsKeyId") || input.flag("deletionProtectionEnabled"))
            throw LogTargets.invalid(
                    "Keys and deletion protection of log groups are not supported by this version of Samovar.");
        if (!input.optional("logGroupClass").orElse("STANDARD").equals("STANDARD"))
            throw LogTargets.invalid(
                    "Log groups of other classes than STANDARD are not supported by this version of Samovar.");
        switch (store.create(name)) {
            case CREATED -> store.tags(name, input.texts("tags"));
            case EXISTS ->
                throw LogTargets.refused("ResourceAlreadyExistsException", "The specified log group already exists");
            case NO_ROOM ->
                throw LogTargets.refused("LimitExceededException", "Resource limit exceeded: too many log groups.");
        }
        return null;
    }

    private @Nullable JsonNode delete(Input input) {
        store.delete(targets.group(input));
        return null;
    }

    private JsonNode describe(Input input) {
        var prefix = input.optional("logGroupNamePrefix").orElse("");
        var pattern = input.optional("logGroupNamePattern").orElse("");
        var identified =
                input.list("logGroupIdentifiers").stream().map(targets::name).collect(Collectors.toSet());
        if (!prefix.isEmpty() && !pattern.isEmpty())
            throw LogTargets.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        if (!identified.isEmpty() && !(prefix + pattern).isEmpty())
            throw LogTargets.invalid("logGroupIdentifiers cannot be combined with a prefix or a pattern.");
        var groups = input.optional("logGroupClass").orElse("STANDARD").equals("STANDARD")
                ? store.groups().stream()
                        .filter(name -> name.startsWith(prefix) && name.contains(pattern))
                        .filter(name -> identified.isEmpty() || identified.contains(name))
                        .toList()
                : List.<String>of();
        return Part.of(
                input,
                "logGroups",
                groups,
                name -> name,
                name -> store.group(name).map(this::json));
    }

    private JsonNode json(LogGroup group) {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("logGroupName", group.name())
                .put("creationTime", group.createdMillis())
                .put("metricFilterCount", 0)
                .put("arn", targets.arn(group.name()) + ":*")
                .put("storedBytes", group.storedBytes())
                .put("logGroupClass", "STANDARD")
                .put("logGroupArn", targets.arn(group.name()));
        var retention = group.retention();
        if (retention != null) json.put("retentionInDays", retention.toDays());
        return json;
    }

    private @Nullable JsonNode putRetention(Input input) {
        var days = input.number("retentionInDays").orElseThrow();
        var group = targets.group(input);
        if (!DAYS.contains(days))
            throw LogTargets.invalid("Member must satisfy enum value set: " + DAYS + " at 'retentionInDays'");
        store.retention(group, Duration.ofDays(days));
        return null;
    }

    private @Nullable JsonNode deleteRetention(Input input) {
        store.retention(targets.group(input), null);
        return null;
    }
}
