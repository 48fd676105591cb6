package dev.samovar.java.handler;

import dev.samovar.api.Payload;
import java.io.ByteArrayInputStream;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method of any of the shapes that Lambda accepts.
///
/// @param target takes the arguments as one array; the instance, if it has one, is bound already
/// @param parameters what each argument is
/// @param input reads the event, if a parameter is the event
/// @param output writes the result, or null for a method without one
record MethodHandling(
        MethodHandle target,
        List<Parameter> parameters,
        @Nullable Input input,
        @Nullable Codec output) implements LoadedHandler {

    /// What an argument is.
    enum Parameter {
        EVENT,
        CONTEXT,
        INPUT_STREAM,
        OUTPUT_STREAM
    }

    @Override
    public @Nullable Payload handle(Call call) throws Throwable {
        var arguments = new @Nullable Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) arguments[i] = argument(parameters.get(i), call);
        var result = (Object) target.invokeExact(arguments);
        if (parameters.contains(Parameter.OUTPUT_STREAM)) return null;
        return output == null ? Payload.NULL : RequestHandling.write(output, result);
    }

    private @Nullable Object argument(Parameter parameter, Call call) throws HandlerFault {
        return switch (parameter) {
            case EVENT -> input == null ? null : input.read(call);
            case CONTEXT -> call.context();
            case INPUT_STREAM -> new ByteArrayInputStream(call.event());
            case OUTPUT_STREAM -> call.output();
        };
    }
}
