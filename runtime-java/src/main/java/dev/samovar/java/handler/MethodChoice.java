package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.Context;
import dev.samovar.java.handler.MethodHandling.Parameter;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses among the methods of a name the one that Lambda would call.
///
/// A bridge method comes after a real one; then the longer parameter list wins, a trailing `Context`
/// counting once more.
final class MethodChoice {
    private final Class<?> owner;
    private final String name;
    private final Codecs codecs;

    MethodChoice(Class<?> owner, String name, Codecs codecs) {
        this.owner = owner;
        this.name = name;
        this.codecs = codecs;
    }

    private record Candidate(Method method, List<Parameter> parameters) {
        int weight() {
            return parameters.size() + (endsWithContext() ? 1 : 0);
        }

        private boolean endsWithContext() {
            return !parameters.isEmpty() && parameters.getLast() == Parameter.CONTEXT;
        }
    }

    LoadedHandler load() throws HandlerFault {
        var best = Arrays.stream(methods())
                .filter(method -> method.getName().equals(name))
                .map(MethodChoice::candidate)
                .filter(candidate -> candidate != null)
                .min(Comparator.<Candidate, Boolean>comparing(c -> c.method().isBridge())
                        .thenComparing(
                                Comparator.comparingInt(Candidate::weight).reversed()))
                .orElse(null);
        if (best == null)
            throw HandlerFault.misnamed("No public method named " + name
                    + " with appropriate method signature found on class " + owner.getName());
        return handling(best);
    }

    private Method[] methods() throws HandlerFault {
        try {
            return owner.getMethods();
        } catch (NoClassDefFoundError e) {
            throw HandlerFault.missing("Error loading method " + name + " on class " + owner.getName(), e);
        }
    }

    private static @Nullable Candidate candidate(Method method) {
        var types = method.getParameterTypes();
        if (types.length > 3) return null;
        var parameters = new ArrayList<Parameter>();
        for (var type : types) parameters.add(parameterOf(type));
        return isAccepted(parameters) ? new Candidate(method, parameters) : null;
    }

    private static Parameter parameterOf(Class<?> type) {
        if (type == InputStream.class) return Parameter.INPUT_STREAM;
        if (type == OutputStream.class) return Parameter.OUTPUT_STREAM;
        return type == Context.class ? Parameter.CONTEXT : Parameter.EVENT;
    }

    private static boolean isAccepted(List<Parameter> parameters) {
        var shape = parameters.stream().map(p -> p.name().substring(0, 1)).reduce("", String::concat);
        // E event, C context, I input stream, O output stream
        return List.of("", "E", "C", "EC", "I", "O", "IO", "IC", "OC", "IOC").contains(shape);
    }

    private LoadedHandler handling(Candidate candidate) throws HandlerFault {
        var method = candidate.method();
        var instance = Modifier.isStatic(method.getModifiers()) ? null : HandlerLoader.make(owner);
        var event = candidate.parameters().indexOf(Parameter.EVENT);
        return new MethodHandling(
                targetOf(method, instance),
                candidate.parameters(),
                event < 0 ? null : Input.of(method.getGenericParameterTypes()[event], codecs),
                isVoid(method.getReturnType()) ? null : codecs.codecFor(method.getGenericReturnType()));
    }

    private static boolean isVoid(Class<?> type) {
        return type == void.class || type == Void.class;
    }

    private static MethodHandle targetOf(Method method, @Nullable Object instance) throws HandlerFault {
        try {
            method.setAccessible(true);
            var handle = MethodHandles.lookup().unreflect(method);
            if (instance != null) handle = handle.bindTo(instance);
            return handle.asFixedArity()
                    .asType(handle.type().generic())
                    .asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw HandlerFault.missing("Method " + method.getName() + " is not accessible", e);
        }
    }
}
