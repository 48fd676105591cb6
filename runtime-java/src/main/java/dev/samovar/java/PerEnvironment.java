package dev.samovar.java;

import com.amazonaws.services.lambda.runtime.Context;
import dev.samovar.java.handler.Codecs;
import dev.samovar.java.instrument.SharedPackages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Defines AWS's serializer, and our class before it, anew for each environment.
///
/// Shared, its caches would keep every customer's classes alive; with its shaded Jackson defined anew as
/// well, an environment would cost a hundred milliseconds more. So the serializer is defined anew and its
/// Jackson is shared.
final class PerEnvironment {
    private static final String SERIALIZER = "com.amazonaws.services.lambda.runtime.serialization.";
    private static final String CODEC = "dev.samovar.java.codec.";

    private final ClassLoader host = Context.class.getClassLoader();
    private final ConcurrentHashMap<String, Optional<byte[]>> classFiles = new ConcurrentHashMap<>();

    /// A loader for a blank, in which the serializer is ready for everything that is no class
    /// of the customer's.
    ClassLoader loader() {
        var loader = new Loader();
        codecs(loader, loader).codecFor(LinkedHashMap.class);
        return loader;
    }

    /// What functions see of it: Lambda's runtime has the serializer on the class path that functions
    /// look at first.
    static SharedPackages packages(ClassLoader loader) {
        return new SharedPackages(loader, List.of(SERIALIZER));
    }

    /// The codecs of an environment.
    Codecs codecs(ClassLoader loader, ClassLoader customer) {
        try {
            return Class.forName(CODEC + "AwsCodecs", true, loader)
                    .asSubclass(Codecs.class)
                    .getConstructor(ClassLoader.class)
                    .newInstance(customer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the serializer cannot be defined for an environment", e);
        }
    }

    private static boolean isPerEnvironment(String name) {
        return name.startsWith(SERIALIZER) || name.startsWith(CODEC);
    }

    private Optional<byte[]> classFile(String name) {
        return classFiles.computeIfAbsent(name, this::read);
    }

    private Optional<byte[]> read(String name) {
        var from = name.startsWith(CODEC) ? PerEnvironment.class.getClassLoader() : host;
        try (var in = from.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the class file of " + name + " cannot be read", e);
        }
    }

    /// Defines what is per environment and asks our own class loader for the rest.
    private final class Loader extends ClassLoader {
        Loader() {
            super(PerEnvironment.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!isPerEnvironment(name)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                if (loaded != null) return loaded;
                var file = classFile(name).orElseThrow(() -> new ClassNotFoundException(name));
                return defineClass(name, file, 0, file.length);
            }
        }
    }
}
