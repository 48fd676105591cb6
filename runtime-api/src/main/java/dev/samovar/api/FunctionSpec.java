package dev.samovar.api;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a function is: its code and its configuration, with Lambda's defaults. Immutable; each method that
/// takes a value answers a changed copy.
///
/// Source: AWS Lambda API reference, "CreateFunction".
///
/// @param name the function
/// @param code the deployment package
/// @param runtime the runtime identifier
/// @param handler the handler, at most 128 characters without white space; empty only where the
///     runtime needs none
/// @param timeout how long one invocation may take: 1 s to 900 s in whole seconds, 3 s by default
/// @param memoryMb memory in MiB: 128 to 10240, 128 by default
/// @param ephemeralStorageMb the size of `/tmp` in MiB: 512 to 10240, 512 by default
/// @param environment variables, at most 4 KiB of JSON text together
/// @param layers layer packages in order, at most 5
/// @param logging how it logs
/// @param description at most 256 characters
/// @param isolation the isolation wanted, or null for the host's floor
/// @param engine the engine that must run it (such as `java`, `graaljs`, `node`), or null to let Samovar choose
/// @param tenantIsolation whether each tenant gets environments of its own
/// @param role the ARN of the execution role, kept and shown but not used by the engine
/// @param snapStart whether published versions ask for SnapStart
/// @param tracing whether tracing is Active rather than PassThrough
/// @param deadLetters the ARN of the queue or topic that gets asynchronous events that failed; empty for none
/// @param placement where it would run on AWS
/// @param environmentGiven whether the variables were given, be they none; null, as where that was not kept yet, means
///     only if there are any
public record FunctionSpec(
        FunctionName name,
        Code code,
        RuntimeId runtime,
        String handler,
        Duration timeout,
        int memoryMb,
        int ephemeralStorageMb,
        Map<String, String> environment,
        List<Code> layers,
        LoggingConfig logging,
        String description,
        @Nullable Isolation isolation,
        @Nullable String engine,
        boolean tenantIsolation,
        String role,
        boolean snapStart,
        boolean tracing,
        String deadLetters,
        Placement placement,
        @Nullable Boolean environmentGiven) {

    private static final Pattern HANDLER = Pattern.compile("\\S{0,128}");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
    private static final int ENVIRONMENT_LIMIT = 4096;
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    /// @throws IllegalArgumentException if a field is out of its range; the message names the field, the value
    ///     and the range
    public FunctionSpec {
        require(
                HANDLER.matcher(handler).matches(),
                "the handler has at most 128 characters and no white space",
                handler);
        require(
                !timeout.isNegative() && timeout.toNanosPart() == 0 && within(timeout.toSeconds(), 1, 900),
                "the timeout is 1 s to 900 s in whole seconds",
                timeout);
        require(within(memoryMb, 128, 10240), "the memory is 128 MiB to 10240 MiB", memoryMb);
        require(
                within(ephemeralStorageMb, 512, 10240),
                "the ephemeral storage is 512 MiB to 10240 MiB",
                ephemeralStorageMb);
        require(description.length() <= 256, "the description has at most 256 characters", description.length());
        require(layers.size() <= 5, "a function has at most 5 layers", layers.size());
        layers = List.copyOf(layers);
        environment = checked(environment);
        environmentGiven = !environment.isEmpty() || Boolean.TRUE.equals(environmentGiven);
    }

    /// A function from a package, for any runtime.
    ///
    /// @throws IllegalArgumentException if the name is not a function name
    public static FunctionSpec of(String name, RuntimeId runtime, Code code) {
        return new FunctionSpec(
                new FunctionName(name),
                code,
                runtime,
                "",
                Duration.ofSeconds(3),
                128,
                512,
                Map.of(),
                List.of(),
                LoggingConfig.TEXT,
                "",
                null,
                null,
                false,
                "",
                false,
                false,
                "",
                Placement.DEFAULT,
                false);
    }

    /// A Java function from a jar, a zip or a directory, with runtime `java25`.
    public static FunctionSpec java(String name, Path code) {
        return of(name, new RuntimeId("java25"), new Code.OnDisk(code));
    }

    /// A Node.js function from a zip or a directory, with runtime `nodejs22.x`.
    public static FunctionSpec node(String name, Path code) {
        return of(name, new RuntimeId("nodejs22.x"), new Code.OnDisk(code));
    }

    /// A function that is a handler of the host.
    public static FunctionSpec host(String name, Handler handler) {
        return of(name, RuntimeId.HOST, new Code.OfHost(handler)).isolation(Isolation.HOST);
    }

    /// The same function with another package.
    public FunctionSpec code(Code to) {
        return with(draft -> draft.code = to);
    }

    /// The same function with another runtime.
    public FunctionSpec runtime(String to) {
        return with(draft -> draft.runtime = new RuntimeId(to));
    }

    /// The same function with another handler.
    public FunctionSpec handler(String to) {
        return with(draft -> draft.handler = to);
    }

    /// The same function with another timeout.
    public FunctionSpec timeout(Duration to) {
        return with(draft -> draft.timeout = to);
    }

    /// The same function with other memory, in MiB.
    public FunctionSpec memoryMb(int to) {
        return with(draft -> draft.memoryMb = to);
    }

    /// The same function with another size of `/tmp`, in MiB.
    public FunctionSpec ephemeralStorageMb(int to) {
        return with(draft -> draft.ephemeralStorageMb = to);
    }

    /// The same function with all variables replaced.
    public FunctionSpec environment(Map<String, String> to) {
        return with(draft -> {
            draft.environment = to;
            draft.environmentGiven = true;
        });
    }

    /// The same function with one variable added or replaced.
    public FunctionSpec environment(String key, String value) {
        var all = new TreeMap<>(environment);
        all.put(key, value);
        return environment(all);
    }

    /// Whether its variables were given, be they none.
    public boolean hasEnvironment() {
        return Boolean.TRUE.equals(environmentGiven);
    }

    /// Whether Lambda sets a variable itself, so that no function may.
    public static boolean isReserved(String variable) {
        return RESERVED.contains(variable);
    }

    /// Whether the other is the same but for code and layers.
    public boolean isConfiguredLike(FunctionSpec other) {
        return code(other.code).layers(other.layers).equals(other);
    }

    /// The same function with other layers, in order.
    public FunctionSpec layers(List<Code> to) {
        return with(draft -> draft.layers = to);
    }

    /// The same function with another way to log.
    public FunctionSpec logging(LoggingConfig to) {
        return with(draft -> draft.logging = to);
    }

    /// The same function with another description.
    public FunctionSpec description(String to) {
        return with(draft -> draft.description = to);
    }

    /// The same function with the isolation wanted.
    public FunctionSpec isolation(Isolation to) {
        return with(draft -> draft.isolation = to);
    }

    /// The same function with the engine that must run it.
    public FunctionSpec engine(String to) {
        return with(draft -> draft.engine = to);
    }

    /// The same function with environments per tenant, or not.
    public FunctionSpec tenantIsolation(boolean to) {
        return with(draft -> draft.tenantIsolation = to);
    }

    /// The same function with another execution role.
    public FunctionSpec role(String to) {
        return with(draft -> draft.role = to);
    }

    /// The same function with SnapStart asked for published versions, or not.
    public FunctionSpec snapStart(boolean to) {
        return with(draft -> draft.snapStart = to);
    }

    /// The same function with Active tracing, or PassThrough.
    public FunctionSpec tracing(boolean to) {
        return with(draft -> draft.tracing = to);
    }

    /// The same function with another queue or topic for asynchronous events that failed.
    ///
    /// @param arn its ARN, empty for none
    public FunctionSpec deadLetters(String arn) {
        return with(draft -> draft.deadLetters = arn);
    }

    /// The same function in another place.
    public FunctionSpec placement(Placement to) {
        return with(draft -> draft.placement = to);
    }

    private FunctionSpec with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.spec();
    }

    /// Shows the names of variables, never their values.
    @Override
    public String toString() {
        return "FunctionSpec[" + name + ", " + runtime + ", " + handler + ", " + timeout.toSeconds() + " s, " + memoryMb
                + " MiB, variables " + environment.keySet() + "]";
    }

    private static Map<String, String> checked(Map<String, String> variables) {
        long size = 2;
        for (var variable : variables.entrySet()) {
            var key = variable.getKey();
            require(
                    VARIABLE.matcher(key).matches(),
                    "a variable's name is letters, digits and '_' from a letter on, at least 2",
                    key);
            require(!isReserved(key), "this variable is reserved by Lambda and cannot be set", key);
            size += jsonSize(key) + jsonSize(variable.getValue()) + 2;
        }
        require(
                size - (variables.isEmpty() ? 0 : 1) <= ENVIRONMENT_LIMIT,
                "the variables exceed 4096 bytes of JSON text",
                size);
        return Map.copyOf(variables);
    }

    private static long jsonSize(String text) {
        long escapes =
                text.chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
        return text.getBytes(StandardCharsets.UTF_8).length + escapes + 2;
    }

    private static boolean within(long value, long least, long most) {
        return least <= value && value <= most;
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) throw new IllegalArgumentException(rule + ": " + Excerpt.of(String.valueOf(value)));
    }

    /// A copy whose fields can be set, so that each change above is one line.
    private static final class Draft {
        private final FunctionName name;
        private Code code;
        private RuntimeId runtime;
        private String handler;
        private Duration timeout;
        private int memoryMb;
        private int ephemeralStorageMb;
        private Map<String, String> environment;
        private List<Code> layers;
        private LoggingConfig logging;
        private String description;
        private @Nullable Isolation isolation;
        private @Nullable String engine;
        private boolean tenantIsolation;
        private String role;
        private boolean snapStart;
        private boolean tracing;
        private String deadLetters;
        private Placement placement;
        private @Nullable Boolean environmentGiven;

        Draft(FunctionSpec from) {
            name = from.name;
            code = from.code;
            runtime = from.runtime;
            handler = from.handler;
            timeout = from.timeout;
            memoryMb = from.memoryMb;
            ephemeralStorageMb = from.ephemeralStorageMb;
            environment = from.environment;
            layers = from.layers;
            logging = from.logging;
            description = from.description;
            isolation = from.isolation;
            engine = from.engine;
            tenantIsolation = from.tenantIsolation;
            role = from.role;
            snapStart = from.snapStart;
            tracing = from.tracing;
            deadLetters = from.deadLetters;
            placement = from.placement;
            environmentGiven = from.environmentGiven;
        }

        FunctionSpec spec() {
            return new FunctionSpec(
                    name,
                    code,
                    runtime,
                    handler,
                    timeout,
                    memoryMb,
                    ephemeralStorageMb,
                    environment,
                    layers,
                    logging,
                    description,
                    isolation,
                    engine,
                    tenantIsolation,
                    role,
                    snapStart,
                    tracing,
                    deadLetters,
                    placement,
                    environmentGiven);
        }
    }
}
