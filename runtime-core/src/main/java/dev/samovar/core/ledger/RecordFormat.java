package dev.samovar.core.ledger;

import dev.samovar.api.AliasName;
import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionName;
import dev.samovar.api.LayerVersion;
import dev.samovar.api.Payload;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.Version;
import dev.samovar.spi.Store;
import dev.samovar.spi.Store.Change;
import dev.samovar.spi.StoreException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How records are written: as JSON, names and versions as their texts, packages by the digest of what the
/// store keeps of them.
final class RecordFormat {
    /// Where the digests are gathered that a record refers to.
    private static final String CONTENTS = "contents";

    private final Store store;
    private final JsonMapper mapper;

    RecordFormat(Store store) {
        this.store = store;
        var module = new SimpleModule();
        text(module, FunctionName.class, FunctionName::value, FunctionName::new);
        text(module, RuntimeId.class, RuntimeId::value, RuntimeId::new);
        text(module, Version.class, Version::toString, Version::parse);
        text(module, AliasName.class, AliasName::value, AliasName::new);
        text(module, Qualifier.class, Qualifier::toString, Qualifier::parse);
        text(module, Event.class, Event::text, Event::json);
        text(module, Payload.class, RecordFormat::base64, RecordFormat::payload);
        module.addSerializer(ContentRef.class, new ContentWriter());
        module.addDeserializer(ContentRef.class, new TextReader<>(ContentRef::new));
        module.addSerializer(Code.class, new CodeWriter());
        module.addDeserializer(Code.class, new CodeReader());
        mapper = JsonMapper.builder()
                .addModule(module)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static String base64(Payload payload) {
        return Base64.getEncoder().encodeToString(payload.toByteArray());
    }

    private static Payload payload(String text) {
        return Payload.owning(Base64.getDecoder().decode(text));
    }

    Change write(String key, Object value) {
        var contents = new HashSet<String>();
        var text = mapper.writer().withAttribute(CONTENTS, contents).writeValueAsBytes(value);
        return new Change(key, Payload.owning(text), contents);
    }

    <V> V read(String kind, String id, Payload text, Class<V> type) {
        try {
            return mapper.readValue(text.toByteArray(), type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new StoreException("the " + kind + " " + id + " in the store is not understood", e);
        }
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new TextReader<>(read));
    }

    private static final class TextReader<T> extends ValueDeserializer<T> {
        private final Function<String, T> read;

        TextReader(Function<String, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            return read.apply(json.getString());
        }
    }

    private static final class ContentWriter extends ValueSerializer<ContentRef> {
        @Override
        public void serialize(ContentRef content, JsonGenerator json, SerializationContext context) {
            gathered(context).add(content.sha256());
            json.writeString(content.sha256());
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> gathered(SerializationContext context) {
        return (Set<String>) context.getAttribute(CONTENTS);
    }

    private final class CodeWriter extends ValueSerializer<Code> {
        @Override
        public void serialize(Code code, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            switch (code) {
                case Code.OnDisk(var file) -> {
                    var digest = file.getFileName().toString();
                    if (!store.file(digest).equals(file)) throw new IllegalArgumentException(file + " is not kept");
                    gathered(context).add(digest);
                    json.writeStringProperty("content", digest);
                }
                case Code.Layer(var version) -> json.writePOJOProperty("layer", version);
                case Code.Zip _, Code.InS3 _, Code.OfHost _ ->
                    throw new IllegalArgumentException("code that is not kept");
            }
            json.writeEndObject();
        }
    }

    private final class CodeReader extends ValueDeserializer<Code> {
        @Override
        public Code deserialize(JsonParser json, DeserializationContext context) {
            JsonNode tree = context.readTree(json);
            var layer = tree.get("layer");
            return layer == null
                    ? new Code.OnDisk(store.file(tree.get("content").asString()))
                    : new Code.Layer(context.readTreeAsValue(layer, LayerVersion.class));
        }
    }
}
