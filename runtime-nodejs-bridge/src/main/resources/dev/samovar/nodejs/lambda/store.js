'use strict';

// What belongs to an invocation, for libraries that are not handed its context: `awslambda.InvokeStore`, from Node.js 24 on.
// It has the request, its trace and its tenant, and keeps what is set until the next invocation.
//
// Source: the README of the package @aws/lambda-invoke-store.

const REQUEST_ID = Symbol.for('_AWS_LAMBDA_REQUEST_ID');
const TRACE_ID = Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID');
const TENANT_ID = Symbol.for('_AWS_LAMBDA_TENANT_ID');
const OURS = [REQUEST_ID, TRACE_ID, TENANT_ID];

class InvokeStore {
  #values;

  // Has these values from now on: an invocation goes on when `body` has returned.
  run(values, body) {
    this.#values = values;
    return body();
  }

  getContext() { return this.#values; }
  hasContext() { return this.#values !== undefined; }
  get(key) { return this.#values?.[key]; }

  set(key, value) {
    if (OURS.includes(key)) throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    if (this.#values) this.#values[key] = value;
  }

  getRequestId() { return this.get(REQUEST_ID) ?? '-'; }
  getXRayTraceId() { return this.get(TRACE_ID); }
  getTenantId() { return this.get(TENANT_ID); }
}

function valuesOf(invocation) {
  const values = { [REQUEST_ID]: invocation.requestId, [TRACE_ID]: invocation.traceHeader };
  if (invocation.tenantId) values[TENANT_ID] = invocation.tenantId;
  return values;
}

module.exports = { InvokeStore, valuesOf };
