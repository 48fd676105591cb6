package dev.samovar.core.catalog;

import dev.samovar.api.EventSourceMapping;
import dev.samovar.api.EventSourceMappings;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionRef;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Event source mappings.
final class EventSourceCatalog implements EventSourceMappings {
    private static final JsonFactory JSON = new JsonFactory();

    /// What an update takes away by saying it is empty.
    private static final Set<String> REMOVABLE = Set.of("FilterCriteria", "ScalingConfig");

    private final Map<UUID, EventSourceMapping> all = new LinkedHashMap<>();
    private final Functions functions;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Consumer<String> gone;
    private final Records<EventSourceMapping> records;

    /// @param gone hears of an ARN that means nothing any more
    EventSourceCatalog(
            Functions functions, InstantSource clock, Supplier<UUID> ids, Ledger ledger, Consumer<String> gone) {
        this.functions = functions;
        this.clock = clock;
        this.ids = ids;
        this.gone = gone;
        this.records = ledger.records("event-source", EventSourceMapping.class);
        records.found().forEach((id, mapping) -> all.put(UUID.fromString(id), mapping));
    }

    @Override
    public synchronized EventSourceMapping create(FunctionRef function, boolean enabled, Map<String, Object> settings) {
        var kind = EventSourceKind.of(settings);
        var whole = new HashMap<>(kind.defaults());
        whole.putAll(settings);
        check(kind, settings, whole);
        if (kind.isKafka()) join(ids.get().toString(), kind.group(), whole);
        var arn = existing(function);
        refuseTwice(kind, arn, (String) whole.get("EventSourceArn"));
        var id = ids.get();
        var account = functions.account();
        var own = "arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id()
                + ":event-source-mapping:" + id;
        var made = new EventSourceMapping(id, own, arn, enabled, whole, now());
        records.put(id.toString(), made);
        all.put(id, made);
        return made;
    }

    /// Topics are read in a group, in this one if none is said.
    private static void join(String group, String member, Map<String, Object> whole) {
        var config = new LinkedHashMap<String, Object>();
        if (whole.get(member) instanceof Map<?, ?> said)
            said.forEach((name, value) -> config.put((String) name, value));
        config.putIfAbsent("ConsumerGroupId", group);
        whole.put(member, config);
    }

    /// What was said must be allowed; what holds must go together.
    private static void check(EventSourceKind kind, Map<String, Object> said, Map<String, Object> whole) {
        EventSourceMembers.check(kind, said.keySet());
        kind.check(whole);
        if (said.get("FilterCriteria") instanceof Map<?, ?> criteria
                && criteria.get("Filters") instanceof List<?> filters)
            for (var filter : filters)
                if (filter instanceof Map<?, ?> parts && !isPattern(String.valueOf(parts.get("Pattern"))))
                    throw Refused.invalid("Invalid filter pattern definition.");
    }

    private static boolean isPattern(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return false;
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private FunctionArn existing(FunctionRef function) {
        if (!functions.has(function.name(), function.qualifier())) throw Refused.invalid("Function does not exist");
        return functions.arn(function.name(), function.qualifier());
    }

    private void refuseTwice(EventSourceKind kind, FunctionArn function, @Nullable String source) {
        if (source == null) return;
        for (var there : all.values()) {
            if (!there.function().equals(function)
                    || !there.source().filter(source::equals).isPresent()) continue;
            var what = kind == EventSourceKind.SQS
                    ? "An event source mapping with SQS arn (\" " + source + " \") and function (\" " + function.name()
                            + " \") already exists."
                    : "The event source arn (\" " + source + " \") and function (\" " + function.name()
                            + " \") provided mapping already exists.";
            throw Refused.conflict(what + " Please update or delete the existing mapping with UUID " + there.id());
        }
    }

    synchronized boolean has(String arn) {
        return all.values().stream().anyMatch(mapping -> mapping.arn().equals(arn));
    }

    @Override
    public synchronized EventSourceMapping get(UUID id) {
        var there = all.get(id);
        if (there == null) throw Refused.notFound("The resource you requested does not exist.");
        return there;
    }

    @Override
    public synchronized EventSourceMapping update(
            UUID id, @Nullable FunctionRef function, @Nullable Boolean enabled, Map<String, Object> settings) {
        var before = get(id);
        var whole = new HashMap<>(before.settings());
        whole.putAll(settings);
        for (var member : REMOVABLE) if (Map.of().equals(settings.get(member))) whole.remove(member);
        var kind = EventSourceKind.of(whole);
        check(kind, settings, whole);
        if (kind.isKafka()
                && before.settings().get(kind.group()) instanceof Map<?, ?> config
                && config.get("ConsumerGroupId") instanceof String group) join(group, kind.group(), whole);
        var after = new EventSourceMapping(
                id,
                before.arn(),
                function == null ? before.function() : existing(function),
                enabled == null ? before.enabled() : enabled,
                whole,
                now());
        records.put(id.toString(), after);
        all.put(id, after);
        return after;
    }

    @Override
    public synchronized EventSourceMapping delete(UUID id) {
        var before = get(id);
        records.remove(id.toString());
        all.remove(id);
        gone.accept(before.arn());
        return before;
    }

    @Override
    public synchronized List<EventSourceMapping> list() {
        return List.copyOf(all.values());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
