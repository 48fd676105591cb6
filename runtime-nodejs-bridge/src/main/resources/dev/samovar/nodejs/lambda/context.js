'use strict';

// The second argument of a handler.
//
// Source: AWS Lambda developer guide, "Using the Lambda context object to retrieve Node.js function information".

function ContextOf(config, host, invocation, serving) {
  const getRemainingTimeInMillis = () => host.remainingMillis();
  return config.major >= 24
    ? {
      ...ofInvocation(invocation),
      xRayTraceId: invocation.traceHeader,
      getRemainingTimeInMillis,
      // Before the version, as on Lambda: what prints a context shows the order.
      functionName: config.functionName,
      ...ofFunction(config),
    }
    : Object.assign(ending(serving), ofFunction(config), ofInvocation(invocation), { getRemainingTimeInMillis });
}

// How a handler ends its invocation, up to Node.js 22.
function ending(serving) {
  let waits = true;
  const first = (act) => function (...values) { serving.first(() => act(...values)); };
  return {
    get callbackWaitsForEmptyEventLoop() { return waits; },
    set callbackWaitsForEmptyEventLoop(value) { waits = value; },
    succeed: first((value) => serving.succeed(value)),
    fail: first((error) => serving.fail(error ?? 'handled')),
    done: first((error, value) => serving.answer(error, value)),
  };
}

function ofFunction(config) {
  return {
    functionVersion: config.functionVersion,
    functionName: config.functionName,
    memoryLimitInMB: String(config.memoryMb),
    logGroupName: config.logGroup,
    logStreamName: config.logStream,
  };
}

function ofInvocation(invocation) {
  return {
    clientContext: parsed(invocation.clientContext),
    // There is no Cognito to tell of one.
    identity: undefined,
    invokedFunctionArn: invocation.invokedFunctionArn,
    awsRequestId: invocation.requestId,
    tenantId: invocation.tenantId,
  };
}

function parsed(json) {
  return json === undefined || json === null || json === '' ? undefined : JSON.parse(json);
}

module.exports = { ContextOf };
