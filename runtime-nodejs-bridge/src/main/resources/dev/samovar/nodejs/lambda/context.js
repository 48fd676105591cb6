'use strict';

// The second argument of a handler.
//
// Source: AWS Lambda developer guide, "Using the Lambda context object to retrieve Node.js function information".

function ContextOf(config, host, invocation, serving) {
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: config.functionVersion,
    functionName: config.functionName,
    memoryLimitInMB: String(config.memoryMb),
    logGroupName: config.logGroup,
    logStreamName: config.logStream,
    clientContext: parsed(invocation.clientContext),
    identity: parsed(invocation.identity),
    invokedFunctionArn: invocation.invokedFunctionArn,
    awsRequestId: invocation.requestId,
    tenantId: invocation.tenantId,
    getRemainingTimeInMillis: () => host.remainingMillis(),
  };
  if (config.major >= 24) {
    delete context.callbackWaitsForEmptyEventLoop;
    context.xRayTraceId = invocation.traceHeader;
    return context;
  }
  context.succeed = (value) => serving.succeed(value);
  context.fail = (error) => serving.fail(error);
  context.done = (error, value) => serving.answer(error, value);
  return context;
}

function parsed(json) {
  return json === undefined || json === null || json === '' ? undefined : JSON.parse(json);
}

module.exports = { ContextOf };
