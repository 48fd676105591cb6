'use strict';
(function ({ hooks }) {
  const fields = new Uint32Array(9), ids = new Float64Array(4);
  fields[6] = 1;
  ids.set([1, 0, 1, -1]);
  let stack = new Float64Array(32);
  const resources = [];
  const kStackLength = 7;
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
    queueDestroyAsyncId() {},
    setPromiseHooks() {},
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
    registerDestroyHook() {},
    Providers: Object.fromEntries(['NONE', 'DIRHANDLE', 'DNSCHANNEL', 'FILEHANDLE', 'FSREQCALLBACK', 'GETADDRINFOREQWRAP',
      'HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST', 'MESSAGEPORT', 'PIPEWRAP', 'PROMISE', 'SHUTDOWNWRAP', 'TCPWRAP',
      'TCPCONNECTWRAP', 'TLSWRAP', 'TTYWRAP', 'WRITEWRAP', 'ZLIB', 'Timeout', 'Immediate', 'TickObject'].map((name, i) => [name, i])),
  };
  return binding;
})
