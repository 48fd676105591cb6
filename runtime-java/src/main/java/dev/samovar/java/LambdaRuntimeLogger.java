package dev.samovar.java;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// Hands an environment's logger to its own copy of AWS's `LambdaRuntime`, where logging libraries look for it.
public final class LambdaRuntimeLogger {
    private LambdaRuntimeLogger() {}

    public static void set(ClassLoader customer, LambdaLogger logger) {
        try {
            var field = Class.forName("com.amazonaws.services.lambda.runtime.LambdaRuntime", true, customer)
                    .getDeclaredField("logger");
            field.setAccessible(true);
            field.set(null, logger);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("AWS's LambdaRuntime has no logger to set", e);
        }
    }
}
