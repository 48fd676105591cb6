package dev.samovar.java.handler;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Reads events as a handler's parameter. Events of Android clients are read by Gson, as Lambda does.
final class Input {
    private final Codec codec;
    private final Codec android;

    private Input(Codec codec, Codec android) {
        this.codec = codec;
        this.android = android;
    }

    static Input of(Type type, Codecs codecs) {
        return new Input(codecs.codecFor(type), codecs.androidCodecFor(type));
    }

    @Nullable
    Object read(Call call) throws HandlerFault {
        try {
            return (call.context().isFromAndroid() ? android : codec).read(call.event());
        } catch (RuntimeException e) {
            throw new JsonTrouble("An error occurred during JSON parsing", e);
        }
    }
}
