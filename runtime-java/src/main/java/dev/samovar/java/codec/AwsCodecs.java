package dev.samovar.java.codec;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.samovar.java.handler.Codec;
import dev.samovar.java.handler.Codecs;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
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
        return new AwsCodec(JacksonFactory.getInstance().getSerializer(type));
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
        public void write(@Nullable Object value, OutputStream out) {
            ((PojoSerializer<Object>) serializer).toJson(value, out);
        }
    }
}
