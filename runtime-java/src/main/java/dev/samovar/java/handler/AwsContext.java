package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import org.jspecify.annotations.Nullable;

/// The context object of one invocation, as AWS's interface has it.
public final class AwsContext implements Context {
    private final RuntimeInvocation invocation;
    private final Sandbox sandbox;
    private final LambdaLogger logger;
    private final Codecs codecs;

    public AwsContext(RuntimeInvocation invocation, Sandbox sandbox, LambdaLogger logger, Codecs codecs) {
        this.invocation = invocation;
        this.sandbox = sandbox;
        this.logger = logger;
        this.codecs = codecs;
    }

    @Override
    public String getAwsRequestId() {
        return invocation.requestId().toString();
    }

    @Override
    public String getLogGroupName() {
        return sandbox.logGroup();
    }

    @Override
    public String getLogStreamName() {
        return sandbox.logStream();
    }

    @Override
    public String getFunctionName() {
        return sandbox.version().name().value();
    }

    @Override
    public String getFunctionVersion() {
        return sandbox.version().version().toString();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.invokedFunctionArn();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return NoIdentity.NONE;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        var json = invocation.clientContext();
        return json.isEmpty() ? null : JsonClientContext.parse(json.get(), codecs);
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, invocation.remainingNanos() / 1_000_000);
    }

    @Override
    public int getMemoryLimitInMB() {
        return sandbox.version().spec().memoryMb();
    }

    @Override
    public LambdaLogger getLogger() {
        return logger;
    }

    @Override
    public @Nullable String getTenantId() {
        return invocation.tenantId().orElse(null);
    }

    @Override
    public String getXrayTraceId() {
        return invocation.traceHeader();
    }

    boolean isFromAndroid() {
        return invocation.clientContext().isPresent()
                && JsonClientContext.parse(invocation.clientContext().get(), codecs)
                        .isFromAndroid();
    }

    SamovarContext samovar(Call call) {
        return new SamovarContext(invocation, sandbox, logger, call);
    }

    /// The identity of a caller that has none: AWS answers an object without values.
    private enum NoIdentity implements CognitoIdentity {
        NONE;

        @Override
        public String getIdentityId() {
            return "";
        }

        @Override
        public String getIdentityPoolId() {
            return "";
        }
    }
}
