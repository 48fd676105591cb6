package dev.samovar.java.child;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.samovar.java.Shared;
import dev.samovar.java.instrument.SharedPackages;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/// Loads a function's classes: the JDK's first, then those that it shares with the runtime, then its own.
final class CustomerLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final ClassLoader OURS = CustomerLoader.class.getClassLoader();
    private static final SharedPackages OF_ONE_ENVIRONMENT = new SharedPackages(
            OURS,
            List.of(
                    LambdaRuntime.class.getName(),
                    "com.amazonaws.services.lambda.runtime.serialization.",
                    "org.crac."));

    CustomerLoader(URL[] classPath) {
        super("function", classPath, getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean shared = Shared.PACKAGES.contain(name) || OF_ONE_ENVIRONMENT.contain(name);
        return shared ? OURS.loadClass(name) : super.loadClass(name, resolve);
    }
}
