package dev.samovar.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

/// A class loader of the JDK over a function's files, which sees AWS's core API and else nothing of the
/// benchmarks: how a function is loaded where nothing is changed in it.
final class PlainLoader extends URLClassLoader {
    PlainLoader(UnpackedJar files) {
        super(new URL[] {files.url()}, new CoreApi());
    }

    @SuppressWarnings("unchecked")
    RequestHandler<Map<String, Object>, String> handler(String type) throws ReflectiveOperationException {
        return (RequestHandler<Map<String, Object>, String>)
                loadClass(type).getConstructor().newInstance();
    }

    private static final class CoreApi extends ClassLoader {
        private static final String PACKAGE = Context.class.getPackageName() + ".";

        CoreApi() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) throw new ClassNotFoundException(name);
            return Context.class.getClassLoader().loadClass(name);
        }
    }
}
