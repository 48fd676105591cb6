package dev.samovar;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream handler called without Samovar, in a plain class loader: what its class does by itself.
///
/// The loader stays open, for the sake of shutdown hooks that such handlers leave behind.
final class DirectCall {
    private DirectCall() {}

    /// What the class throws, be it when constructed or when called.
    ///
    /// @param function what its context tells wherever it tells a text
    static Throwable thrown(ForeignPackage code, String handler, String function, String event) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var loader = loader(code);
        thread.setContextClassLoader(loader);
        try {
            call(loader, handler, function, event);
            throw new AssertionError(handler + " answered");
        } catch (InvocationTargetException e) {
            return e.getTargetException();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void call(ClassLoader loader, String handler, String function, String event) throws Exception {
        var context = loader.loadClass(Context.class.getName());
        var type = loader.loadClass(RequestStreamHandler.class.getName());
        var instance = loader.loadClass(handler).getConstructor().newInstance();
        var method = Arrays.stream(type.getMethods()).findFirst().orElseThrow();
        method.invoke(
                instance,
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                Proxy.newProxyInstance(
                        loader, new Class<?>[] {context}, (_, asked, _) -> told(asked.getReturnType(), function)));
    }

    private static @Nullable Object told(Class<?> type, String function) {
        if (type == String.class) return function;
        return type == int.class ? 128 : null;
    }

    private static ClassLoader loader(ForeignPackage code) throws Exception {
        var urls = new ArrayList<URL>();
        urls.add(code.path().toUri().toURL());
        for (var jar : code.jars()) urls.add(jar.toUri().toURL());
        urls.add(Context.class.getProtectionDomain().getCodeSource().getLocation());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
