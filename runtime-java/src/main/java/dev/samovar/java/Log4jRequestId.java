package dev.samovar.java;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts an invocation's id where Log4j's patterns find it as `%X{AWSRequestId}`, once the code of the environment uses
/// AWS's appender.
///
/// Source: AWS Lambda developer guide, "Log and monitor Java Lambda functions".
public final class Log4jRequestId {
    private static final MethodType PUT = methodType(void.class, String.class, String.class);

    private final ClassLoader customer;
    private final MethodHandle isUsed;
    private @Nullable List<MethodHandle> puts;

    /// @param customer the loader of the environment's classes
    public Log4jRequestId(ClassLoader customer) {
        this.customer = customer;
        try {
            var told = Class.forName("com.amazonaws.services.lambda.runtime.LambdaRuntimeInternal", true, customer);
            isUsed = MethodHandles.publicLookup().findStatic(told, "getUseLog4jAppender", methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("AWS's LambdaRuntimeInternal does not tell of its appender", e);
        }
    }

    /// Puts it, on the handler's thread.
    public void put(UUID requestId) throws Throwable {
        if (!(boolean) isUsed.invokeExact()) return;
        var all = puts;
        if (all == null) {
            all = Stream.of(
                            put("org.apache.log4j.MDC", Object.class),
                            put("org.apache.logging.log4j.ThreadContext", String.class))
                    .flatMap(Optional::stream)
                    .toList();
            puts = all;
        }
        for (var put : all) call(put, requestId.toString());
    }

    private Optional<MethodHandle> put(String context, Class<?> value) {
        try {
            var type = Class.forName(context, true, customer);
            return Optional.of(MethodHandles.publicLookup()
                    .findStatic(type, "put", methodType(void.class, String.class, value))
                    .asType(PUT));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static void call(MethodHandle put, String id) throws Throwable {
        try {
            put.invokeExact("AWSRequestId", id);
        } catch (Exception e) {
            // A log without ids is no reason to fail an invocation.
        }
    }
}
