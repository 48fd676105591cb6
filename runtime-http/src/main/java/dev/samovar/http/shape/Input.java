package dev.samovar.http.shape;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What a request gives to an operation: the members of its shape wherever they stood, checked against it.
public final class Input {
    private final JsonNode members;

    Input(JsonNode members) {
        this.members = members;
    }

    /// Whether the member is given.
    public boolean has(String member) {
        return members.hasNonNull(member);
    }

    /// A member that every request has.
    public String text(String member) {
        return members.get(member).asString();
    }

    /// A member that a request may have.
    public Optional<String> optional(String member) {
        return has(member) ? Optional.of(text(member)) : Optional.empty();
    }

    /// The same, as what Java calls nothing.
    public @Nullable String orNull(String member) {
        return has(member) ? text(member) : null;
    }

    /// A number that a request may have, or the nearest that fits an `int`.
    public OptionalInt number(String member) {
        return has(member)
                ? OptionalInt.of(Math.clamp(members.get(member).asLong(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /// A time or another number that may not fit an `int`.
    public OptionalLong time(String member) {
        if (!has(member)) return OptionalLong.empty();
        var value = members.get(member);
        return OptionalLong.of(
                value.isIntegralNumber() && value.canConvertToLong() ? value.asLong() : (long) value.asDouble());
    }

    /// Whether the member is given and true.
    public boolean flag(String member) {
        return has(member) && members.get(member).asBoolean();
    }

    /// The bytes that a member holds in base64.
    public byte[] bytes(String member) {
        return Base64.getDecoder().decode(text(member));
    }

    /// The members of a structure, none if it is not given.
    public Input structure(String member) {
        return new Input(has(member) ? members.get(member) : MissingNode.getInstance());
    }

    /// The structures of a list, none if it is not given.
    public List<Input> structures(String member) {
        var structures = new ArrayList<Input>();
        if (has(member)) members.get(member).forEach(element -> structures.add(new Input(element)));
        return structures;
    }

    /// The texts of a map by their keys, none if it is not given.
    public Map<String, String> texts(String member) {
        var texts = new LinkedHashMap<String, String>();
        if (has(member)) members.get(member).forEachEntry((key, value) -> texts.put(key, value.asString()));
        return texts;
    }

    /// The numbers of a map by their keys, none if it is not given.
    public Map<String, Double> numbers(String member) {
        var numbers = new LinkedHashMap<String, Double>();
        if (has(member)) members.get(member).forEachEntry((key, value) -> numbers.put(key, value.asDouble()));
        return numbers;
    }

    /// Everything that is given, as plain maps, lists, texts, numbers and booleans.
    @SuppressWarnings("unchecked")
    public Map<String, Object> values() {
        return JsonMapper.shared().convertValue(members, LinkedHashMap.class);
    }

    /// The texts of a list, none if it is not given.
    public List<String> list(String member) {
        var texts = new ArrayList<String>();
        if (has(member)) members.get(member).forEach(element -> texts.add(element.asString()));
        return texts;
    }
}
