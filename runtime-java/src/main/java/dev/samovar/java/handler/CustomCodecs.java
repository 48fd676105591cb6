package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// The customer's own serializer.
record CustomCodecs(CustomPojoSerializer serializer, Codecs aws) implements Codecs {
    @Override
    public Codec codecFor(Type type) {
        return new Codec() {
            @Override
            public @Nullable Object read(byte[] json) {
                return serializer.fromJson(new ByteArrayInputStream(json), type);
            }

            @Override
            public byte[] write(@Nullable Object value) {
                var out = new Written();
                serializer.toJson(value, out, type);
                return out.bytes();
            }
        };
    }

    @Override
    public Codec androidCodecFor(Type type) {
        return aws.androidCodecFor(type);
    }
}
