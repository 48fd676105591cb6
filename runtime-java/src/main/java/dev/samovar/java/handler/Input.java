package dev.samovar.java.handler;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Reads events as a handler's parameter. Events of Android clients are read by Gson, as Lambda does.
final class Input {
    private final Type type;
    private final Codecs codecs;
    private final Codec codec;

    private Input(Type type, Codecs codecs) {
        this.type = type;
        this.codecs = codecs;
        this.codec = codecs.codecFor(type);
    }

    static Input of(Type type, Codecs codecs) {
        return new Input(type, codecs);
    }

    @Nullable
    Object read(Call call) throws HandlerFault {
        try {
            return (call.context().isFromAndroid() ? codecs.androidCodecFor(type) : codec).read(call.event());
        } catch (RuntimeException e) {
            throw new JsonTrouble("An error occurred during JSON parsing", e);
        }
    }
}
