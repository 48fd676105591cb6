'use strict';
(function ({ host, privateSymbols }, internalBinding) {
  const types = internalBinding('types');
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  const tag = Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag).get;
  return {
    privateSymbols,
    constants: {
      kPending: 0, kFulfilled: 1, kRejected: 2, kExiting: 0, kExitCode: 1, kHasExitCode: 2, ALL_PROPERTIES: 0,
      ONLY_WRITABLE: 1, ONLY_ENUMERABLE: 2, ONLY_CONFIGURABLE: 4, SKIP_STRINGS: 8, SKIP_SYMBOLS: 16,
      kDisallowCloneAndTransfer: 0, kTransferable: 1, kCloneable: 2,
    },
    ...types,
    isInsideNodeModules(frames) {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = frames;
      try {
        return /[/]node_modules[/]/.test(new Error().stack);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    },
    defineLazyProperties(target, id, keys, enumerable = true) {
      for (const key of keys) {
        const set = (value) =>
          Object.defineProperty(target, key, { __proto__: null, value, writable: true, enumerable, configurable: true });
        const get = { [key]() { const value = host.realm().require(id)[key]; set(value); return value; } }[key];
        Object.defineProperty(target, key,
          { __proto__: null, get, set: { [key](value) { set(value); } }[key], enumerable, configurable: true });
      }
    },
    getPromiseDetails: (promise) => types.isPromise(promise) ? host.promiseDetails(promise) : undefined,
    getProxyDetails(value, both = true) {
      if (!types.isProxy(value)) return undefined;
      const details = host.proxyDetails(value);
      return both ? details : details[0];
    },
    getCallerLocation: () => undefined,
    previewEntries(value, isIterator) {
      const entries = host.previewEntries(value);
      return isIterator ? entries : entries[0];
    },
    getOwnNonIndexProperties(value, filter) {
      const keys = host.nonIndexKeys(value);
      return filter === 2 ? keys.filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable) : keys;
    },
    getConstructorName(value) {
      for (let object = value; object !== null; object = Object.getPrototypeOf(object)) {
        const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
        if (typeof descriptor?.value === 'function' && descriptor.value.name !== '') return descriptor.value.name;
      }
      return host.className(value);
    },
    getExternalValue: () => 0n,
    getCallSites(count) {
      const { stackTraceLimit, prepareStackTrace } = Error;
      Error.stackTraceLimit = count + 1;
      Error.prepareStackTrace = (_, sites) => sites.slice(1).map((site) => ({
        functionName: site.getFunctionName() ?? '', scriptName: site.getFileName() ?? '', scriptId: '0',
        lineNumber: site.getLineNumber(), columnNumber: site.getColumnNumber(), column: site.getColumnNumber(),
      }));
      try {
        return new Error().stack;
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
        Error.prepareStackTrace = prepareStackTrace;
      }
    },
    sleep: (milliseconds) => host.sleep(milliseconds),
    parseEnv: (text) => host.own('env-file')()(text),
    arrayBufferViewHasBuffer: () => true,
    shouldAbortOnUncaughtToggle: new Uint32Array(1),
    // The standard streams are written at once, as files are.
    guessHandleType: () => 3,
    isArrayBufferView: ArrayBuffer.isView,
    isTypedArray: (value) => tag.call(value) !== undefined,
    isUint8Array: (value) => tag.call(value) === 'Uint8Array',
  };
})
