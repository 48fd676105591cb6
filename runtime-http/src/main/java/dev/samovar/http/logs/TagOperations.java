package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tags of log groups, by name and by ARN.
final class TagOperations {
    private static final int MOST = 50;

    private final LogStore store;
    private final LogTargets targets;

    TagOperations(LogStore store, LogTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("TagResource", input -> tag(identified(input), input, "TooManyTagsException"));
        actions.put("UntagResource", input -> untag(identified(input), input.list("tagKeys")));
        actions.put("ListTagsForResource", input -> list(identified(input)));
        actions.put("TagLogGroup", input -> tag(named(input), input, "InvalidParameterException"));
        actions.put("UntagLogGroup", input -> untag(named(input), input.list("tags")));
        actions.put("ListTagsLogGroup", input -> list(named(input)));
    }

    private LogGroup identified(Input input) {
        return targets.existing(targets.name(input.text("resourceArn")));
    }

    private LogGroup named(Input input) {
        return targets.existing(input.text("logGroupName"));
    }

    private @Nullable JsonNode tag(LogGroup group, Input input, String tooMany) {
        var tags = new LinkedHashMap<>(group.tags());
        tags.putAll(input.texts("tags"));
        if (tags.size() > MOST) throw LogTargets.refused(tooMany, "A resource can have no more than 50 tags.");
        store.tags(group.name(), tags);
        return null;
    }

    private @Nullable JsonNode untag(LogGroup group, List<String> keys) {
        var tags = new LinkedHashMap<>(group.tags());
        keys.forEach(tags::remove);
        store.tags(group.name(), tags);
        return null;
    }

    private static JsonNode list(LogGroup group) {
        var json = JsonMapper.shared().createObjectNode();
        var tags = json.putObject("tags");
        new TreeMap<>(group.tags()).forEach(tags::put);
        return json;
    }
}
