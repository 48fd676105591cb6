package dev.samovar.core.host;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.io.StringWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a host's handler threw, in the shape of Lambda's Java runtime, without the engine's own frames.
final class HostFaults {
    private static final JsonFactory JSON = new JsonFactory();
    private static final @Nullable StackTraceElement[] NO_FRAMES = {};

    private HostFaults() {}

    static Fault thrown(Throwable error) {
        var type = error.getClass().getName();
        var message = Objects.requireNonNullElse(ask(error::getLocalizedMessage), type);
        var text = new StringWriter(512);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("errorMessage", message);
            out.writeStringProperty("errorType", type);
            out.writeName("stackTrace");
            out.writeStartArray();
            for (var frame : framesOf(error)) {
                if (frame == null) continue;
                if (frame.getClassName().startsWith(HostFaults.class.getPackageName() + ".")) break;
                out.writeString(frame.toString());
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return new Fault(Fault.Kind.HANDLER, type, message, Payload.json(text.toString()));
    }

    /// Its frames, of which an overridden method may leave out some, or all.
    private static @Nullable StackTraceElement[] framesOf(Throwable error) {
        @Nullable StackTraceElement[] frames = ask(error::getStackTrace);
        return frames == null ? NO_FRAMES : frames;
    }

    /// What a throwable says of itself, or null when its own method throws.
    private static <T> @Nullable T ask(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (Throwable e) {
            return null;
        }
    }
}
