package dev.samovar.java.handler;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a class says of the type parameters of a generic interface it implements, near or far.
final class TypeArguments {
    private TypeArguments() {}

    /// A type of the hierarchy, with what its variables mean there.
    private record Step(Type type, Map<TypeVariable<?>, Type> meaning) {}

    /// The type arguments, variables resolved where the class fixes them, or null if the class says nothing of them.
    static Type @Nullable [] of(Class<?> implementation, Class<?> generic) {
        var open = new ArrayDeque<Step>();
        open.add(new Step(implementation, Map.of()));
        while (!open.isEmpty()) {
            var step = open.remove();
            var type = step.type();
            if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == generic)
                return resolved(parameterized.getActualTypeArguments(), step.meaning());
            var raw = rawOf(type);
            if (raw == null) continue;
            var meaning = meaningWithin(type, raw, step.meaning());
            for (var up : raw.getGenericInterfaces()) open.add(new Step(up, meaning));
            if (raw.getGenericSuperclass() != null) open.add(new Step(raw.getGenericSuperclass(), meaning));
        }
        return null;
    }

    private static @Nullable Class<?> rawOf(Type type) {
        if (type instanceof Class<?> raw) return raw;
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : null;
    }

    private static Map<TypeVariable<?>, Type> meaningWithin(
            Type type, Class<?> raw, Map<TypeVariable<?>, Type> outside) {
        if (!(type instanceof ParameterizedType parameterized)) return Map.of();
        var meaning = new HashMap<TypeVariable<?>, Type>();
        var variables = raw.getTypeParameters();
        var arguments = resolved(parameterized.getActualTypeArguments(), outside);
        for (int i = 0; i < variables.length; i++) meaning.put(variables[i], arguments[i]);
        return meaning;
    }

    private static Type[] resolved(Type[] types, Map<TypeVariable<?>, Type> meaning) {
        var result = types.clone();
        for (int i = 0; i < result.length; i++) result[i] = resolved(result[i], meaning);
        return result;
    }

    private static Type resolved(Type type, Map<TypeVariable<?>, Type> meaning) {
        if (type instanceof TypeVariable<?> variable) return meaning.getOrDefault(variable, variable);
        if (type instanceof ParameterizedType parameterized && !meaning.isEmpty())
            return new Resolved(
                    parameterized.getRawType(),
                    parameterized.getOwnerType(),
                    List.of(resolved(parameterized.getActualTypeArguments(), meaning)));
        return type;
    }

    /// A parameterized type whose variables were resolved.
    private record Resolved(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }
    }
}
