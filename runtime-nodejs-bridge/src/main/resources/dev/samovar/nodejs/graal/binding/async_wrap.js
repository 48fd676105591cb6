'use strict';
(function ({ host, hooks }) {
  const fields = new Uint32Array(9), ids = new Float64Array(4);
  fields[6] = 1;
  ids.set([1, 0, 1, -1]);
  let stack = new Float64Array(32);
  const resources = [];
  const kInit = 0, kBefore = 1, kAfter = 2, kDestroy = 3, kStackLength = 7;
  const kExecutionAsyncId = 0, kTriggerAsyncId = 1, kAsyncIdCounter = 2, kDefaultTriggerAsyncId = 3;
  let promiseHooks = [undefined, undefined, undefined, undefined];
  let destroyed = [];

  function tellDestroyed() {
    const all = destroyed;
    destroyed = [];
    for (const asyncId of all) hooks.async.destroy(asyncId);
  }

  // Something that calls back later, in the asynchronous context that it was begun in.
  class AsyncWrap {
    #asyncId = -1;
    #triggerId = -1;
    #frame;
    #resource = this;
    #provider;

    // Begins it, unless it began before.
    asyncBegin(provider, resource = this, triggerId = undefined) {
      if (this.#asyncId > 0) return;
      this.#provider = provider;
      this.#resource = resource;
      this.#frame = host.contextFrame();
      this.#asyncId = ids[kAsyncIdCounter] += 1;
      const given = ids[kDefaultTriggerAsyncId];
      this.#triggerId = triggerId ?? (given >= 0 ? given : ids[kExecutionAsyncId]);
      if (fields[kInit] > 0) hooks.async.init(this.#asyncId, provider, this.#triggerId, resource);
    }
    // Ends it; it may begin again.
    asyncEnd() {
      if (this.#asyncId > 0) binding.queueDestroyAsyncId(this.#asyncId);
      this.#asyncId = -1;
    }
    asyncReset(resource) {
      this.asyncEnd();
      this.asyncBegin(this.#provider, resource);
    }
    getAsyncId() { return this.#asyncId; }
    getProviderType() { return providers.indexOf(this.#provider); }

    // Calls a function in the context. What it throws goes on, and leaves the stack to whoever handles it.
    asyncCall(body, ...values) {
      if (this.#asyncId < 0) return Reflect.apply(body, this, values);
      const outer = host.contextFrame(), depth = fields[kStackLength];
      host.setContextFrame(this.#frame);
      resources[depth] = this.#resource;
      binding.pushAsyncContext(this.#asyncId, this.#triggerId);
      try {
        if (fields[kBefore] > 0) hooks.async.before(this.#asyncId);
        const result = Reflect.apply(body, this, values);
        if (fields[kAfter] > 0) hooks.async.after(this.#asyncId);
        while (fields[kStackLength] > depth) binding.popAsyncContext();
        return result;
      } finally {
        host.setContextFrame(outer);
      }
    }
  }

  const providers = ['NONE', 'DIRHANDLE', 'DNSCHANNEL', 'FILEHANDLE', 'FSREQCALLBACK', 'FSREQPROMISE', 'GETADDRINFOREQWRAP',
    'GETNAMEINFOREQWRAP', 'QUERYWRAP', 'HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST', 'MESSAGEPORT', 'PIPEWRAP', 'PIPESERVERWRAP',
    'PIPECONNECTWRAP', 'PROMISE', 'SHUTDOWNWRAP', 'STATWATCHER', 'FSEVENTWRAP', 'TCPWRAP', 'TCPSERVERWRAP', 'TCPCONNECTWRAP', 'TLSWRAP',
    'TTYWRAP', 'WRITEWRAP', 'ZLIB', 'HASHREQUEST', 'KEYGENREQUEST', 'PBKDF2REQUEST', 'RANDOMBYTESREQUEST', 'RANDOMPRIMEREQUEST',
    'SCRYPTREQUEST', 'SIGNREQUEST', 'DERIVEBITSREQUEST', 'CIPHERREQUEST', 'CHECKPRIMEREQUEST', 'KEYPAIRGENREQUEST', 'KEYEXPORTREQUEST',
    'Timeout', 'Immediate', 'TickObject'];
  const binding = {
    async_hook_fields: fields, async_id_fields: ids, async_ids_stack: stack, execution_async_resources: resources,
    constants: {
      kInit: 0, kBefore: 1, kAfter: 2, kDestroy: 3, kPromiseResolve: 4, kTotals: 5, kCheck: 6, kExecutionAsyncId: 0,
      kTriggerAsyncId: 1, kAsyncIdCounter: 2, kDefaultTriggerAsyncId: 3, kUsesExecutionAsyncResource: 8, kStackLength,
    },
    setupHooks(natives) { hooks.async = natives; },
    setCallbackTrampoline(callback) { hooks.trampoline = callback; },
    pushAsyncContext(asyncId, triggerId) {
      const at = fields[kStackLength];
      if (at * 2 >= stack.length) {
        const grown = new Float64Array(stack.length * 2);
        grown.set(stack);
        binding.async_ids_stack = stack = grown;
      }
      stack[at * 2] = ids[0];
      stack[at * 2 + 1] = ids[1];
      fields[kStackLength] = at + 1;
      ids[0] = asyncId;
      ids[1] = triggerId;
    },
    popAsyncContext() {
      const at = fields[kStackLength];
      if (at === 0) return false;
      fields[kStackLength] = at - 1;
      ids[0] = stack[at * 2 - 2];
      ids[1] = stack[at * 2 - 1];
      resources.length = Math.min(resources.length, at - 1);
      return at - 1 > 0;
    },
    executionAsyncResource: (index) => resources[index],
    clearAsyncIdStack() { fields[kStackLength] = 0; ids[0] = ids[1] = 0; resources.length = 0; },
    queueDestroyAsyncId(asyncId) {
      if (fields[kDestroy] === 0) return;
      if (destroyed.push(asyncId) === 1) host.later(tellDestroyed);
    },
    setPromiseHooks(...functions) { promiseHooks = functions; host.promiseHooks(...functions); },
    getPromiseHooks: () => promiseHooks,
    registerDestroyHook() {},
    AsyncWrap,
    Providers: Object.fromEntries(providers.map((name, i) => [name, i])),
  };
  return binding;
})
