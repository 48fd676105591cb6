package dev.samovar.junit;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// What [SamovarTest] does. All it holds is in the store of the test class.
final class SamovarExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(SamovarExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        var settings = type.getAnnotation(SamovarTest.class);
        if (settings == null || (type.isMemberClass() && findRuntime(context) != null)) return;
        var runtime = new TestRuntime(settings);
        context.getStore(STORE).put(TestRuntime.class, runtime);
        for (var function : type.getAnnotationsByType(DeclareFunction.class)) runtime.create(spec(function));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var runtime = findRuntime(context);
        if (runtime != null) runtime.begin();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getStore(STORE).remove(TestRuntime.class) instanceof TestRuntime runtime) runtime.close();
    }

    private static FunctionSpec spec(DeclareFunction function) {
        var spec = FunctionSpec.java(function.name(), Path.of(function.code()))
                .runtime(function.runtime())
                .handler(function.handler())
                .timeout(Duration.ofSeconds(function.timeoutSeconds()))
                .memoryMb(function.memoryMb());
        for (var variable : function.environment()) {
            int at = variable.indexOf('=');
            if (at < 1)
                throw new ExtensionConfigurationException(
                        "an environment variable of function " + function.name() + " is KEY=value, not: " + variable);
            spec = spec.environment(variable.substring(0, at), variable.substring(at + 1));
        }
        return spec;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestRuntime.class || type == FunctionRuntime.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var runtime = findRuntime(context);
        if (runtime == null) throw new ExtensionConfigurationException("the test class is not a @SamovarTest");
        return runtime;
    }

    private static @Nullable TestRuntime findRuntime(ExtensionContext context) {
        return (TestRuntime) context.getStore(STORE).get(TestRuntime.class);
    }
}
