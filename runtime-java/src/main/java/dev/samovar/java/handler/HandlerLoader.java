package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.samovar.api.Handler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ServiceLoader;

/// Finds and makes the handler that a handler string names, by the rules of Lambda's Java runtime.
///
/// Source: AWS Lambda developer guide, "Define Lambda function handler in Java".
public final class HandlerLoader {
    /// The class that makes handlers on Lambda: the JDK names it in its refusal.
    private static final String LAMBDAS_LOADER = "com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader";

    private final ClassLoader customer;
    private final Codecs codecs;

    /// @param customer the loader of the customer's classes
    public HandlerLoader(ClassLoader customer, Codecs aws) throws HandlerFault {
        this.customer = customer;
        this.codecs = withCustom(aws);
    }

    /// The handler, made and ready to be called.
    ///
    /// @param handler `pkg.Class` or `pkg.Class::method`
    public LoadedHandler load(String handler) throws HandlerFault {
        int at = handler.lastIndexOf("::");
        var className = at < 0 ? handler : handler.substring(0, at);
        var methodName = at < 0 ? null : handler.substring(at + 2);
        if (className.isEmpty() || (methodName != null && methodName.isEmpty()))
            throw HandlerFault.misnamed("Invalid handler: `" + handler + "'");
        var type = find(className);
        return methodName == null ? ofInterface(type) : new MethodChoice(type, methodName, codecs).load();
    }

    private Class<?> find(String className) throws HandlerFault {
        try {
            return Class.forName(className, true, customer);
        } catch (ClassNotFoundException e) {
            throw HandlerFault.missing("Class not found: " + className, e);
        } catch (LinkageError e) {
            throw HandlerFault.loading(className, e);
        }
    }

    private LoadedHandler ofInterface(Class<?> type) throws HandlerFault {
        if (RequestStreamHandler.class.isAssignableFrom(type))
            return new StreamHandling((RequestStreamHandler) make(type));
        if (RequestHandler.class.isAssignableFrom(type)) {
            var types = typesOf(type);
            return requestHandling(type, types[0], types[1]);
        }
        if (Handler.class.isAssignableFrom(type)) return new SamovarHandling((Handler) make(type));
        throw HandlerFault.misnamed("Class does not implement an appropriate handler interface: " + type.getName());
    }

    @SuppressWarnings("unchecked") // the event is read as what the handler says it takes
    private LoadedHandler requestHandling(Class<?> type, Type input, Type output) throws HandlerFault {
        return new RequestHandling(
                (RequestHandler<Object, Object>) make(type), Input.of(input, codecs), codecs.codecFor(output));
    }

    private static Type[] typesOf(Class<?> type) throws HandlerFault {
        var types = TypeArguments.of(type, RequestHandler.class);
        var incomplete = "Class " + type.getName() + " does not implement RequestHandler with concrete type parameters";
        if (types == null) throw HandlerFault.misnamed(incomplete);
        for (int i = 0; i < types.length; i++) {
            if (!(types[i] instanceof TypeVariable<?> variable)) continue;
            types[i] = variable.getBounds()[0];
            if (types[i].equals(Object.class))
                throw HandlerFault.misnamed(incomplete + ": parameter " + variable + " has no upper bound.");
        }
        return types;
    }

    /// Makes one. What its class lacks is told at each invocation, as an exception of Lambda's runtime; what its
    /// constructor throws ends the initialisation.
    static Object make(Class<?> type) throws HandlerFault {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw HandlerFault.unmade(isInner(type) ? inner(type) : withoutConstructor(type, e));
        } catch (IllegalAccessException e) {
            throw HandlerFault.unmade(hidden(type));
        } catch (InstantiationException | LinkageError e) {
            throw HandlerFault.unmade(e);
        } catch (InvocationTargetException e) {
            throw HandlerFault.threw(e.getTargetException());
        }
    }

    private static boolean isInner(Class<?> type) {
        return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    }

    private static Exception inner(Class<?> type) {
        return new Exception(
                "Class " + type.getName() + " cannot be instantiated because it is a non-static inner class");
    }

    private static Exception withoutConstructor(Class<?> type, NoSuchMethodException cause) {
        return new Exception("Class " + type.getName() + " has no public zero-argument constructor", cause);
    }

    private static Exception hidden(Class<?> type) {
        return new IllegalAccessException(
                "class " + LAMBDAS_LOADER + " cannot access a member of " + type + " with modifiers \"public\"");
    }

    /// The customer's own serializer, if the package brings exactly one, over AWS's.
    private Codecs withCustom(Codecs aws) throws HandlerFault {
        CustomPojoSerializer found = null;
        for (var serializer : ServiceLoader.load(CustomPojoSerializer.class, customer)) {
            if (found != null)
                throw HandlerFault.misnamed(
                        "Too many serializers provided inside the META-INF/services folder, only one is allowed");
            found = serializer;
        }
        return found == null ? aws : new CustomCodecs(found, aws);
    }
}
