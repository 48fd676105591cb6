package dev.samovar.java.codec;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectReader;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectWriter;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.samovar.java.handler.Codec;
import dev.samovar.java.handler.Codecs;
import dev.samovar.java.handler.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// The codecs of AWS's serializer: mix-ins for Lambda's event classes, Jackson for everything else, Gson for Android.
public final class AwsCodecs implements Codecs {
    private final ClassLoader customer;

    /// @param customer the loader of the customer's classes
    public AwsCodecs(ClassLoader customer) {
        this.customer = customer;
    }

    @Override
    public Codec codecFor(Type type) {
        if (type instanceof Class<?> event && isEvent(event.getName()))
            return new AwsCodec(LambdaEventSerializers.serializerFor(event, customer));
        return MapperCodec.of(JacksonFactory.getInstance().getMapper(), type);
    }

    /// Lambda's event classes are all AWS's. To ask for any other name would load the mix-ins of all of them, which
    /// is a good part of a cold start.
    private static boolean isEvent(String name) {
        return name.startsWith("com.amazonaws.services.") && LambdaEventSerializers.isLambdaSupportedEvent(name);
    }

    @Override
    public Codec androidCodecFor(Type type) {
        return new AwsCodec(GsonFactory.getInstance().getSerializer(type));
    }

    /// One serializer of AWS.
    private record AwsCodec(PojoSerializer<?> serializer) implements Codec {
        @Override
        public @Nullable Object read(byte[] json) {
            return serializer.fromJson(new ByteArrayInputStream(json));
        }

        @Override
        @SuppressWarnings("unchecked") // the serializer was made for the type of the value
        public byte[] write(@Nullable Object value) {
            var out = new Written();
            ((PojoSerializer<Object>) serializer).toJson(value, out);
            return out.bytes();
        }
    }

    /// The Jackson of AWS's serializer, asked as AWS's serializer asks it, but for an array: reading a stream costs
    /// a buffer and a copy for each event.
    private record MapperCodec(ObjectReader reader, ObjectWriter writer) implements Codec {
        static MapperCodec of(ObjectMapper mapper, Type type) {
            var of = mapper.constructType(type);
            return new MapperCodec(mapper.readerFor(of), mapper.writerFor(of));
        }

        @Override
        public @Nullable Object read(byte[] json) {
            try {
                return reader.readValue(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] write(@Nullable Object value) {
            var out = new Written();
            try {
                writer.writeValue(out, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.bytes();
        }
    }
}
