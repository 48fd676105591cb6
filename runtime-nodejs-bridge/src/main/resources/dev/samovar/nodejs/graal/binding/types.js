'use strict';
(function ({ host }) {
  // What an object is, whatever its prototype and its Symbol.toStringTag say.
  const is = (name) => (value) => host.className(value) === name;
  const boxed = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol']);
  const object = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  return {
    isExternal: () => false,
    isDate: is('Date'), isArgumentsObject: is('Arguments'), isBigIntObject: is('BigInt'),
    isBooleanObject: is('Boolean'), isNumberObject: is('Number'), isStringObject: is('String'),
    isSymbolObject: is('Symbol'), isNativeError: is('Error'), isRegExp: is('RegExp'),
    isAsyncFunction: (value) => typeof value === 'function' && host.functionKind(value) >= 2,
    isGeneratorFunction: (value) => typeof value === 'function' && (host.functionKind(value) & 1) === 1,
    isGeneratorObject: is('Generator'),
    isPromise: (value) => host.isPromise(value),
    isMap: is('Map'), isSet: is('Set'), isMapIterator: is('Map Iterator'), isSetIterator: is('Set Iterator'),
    isWeakMap: is('WeakMap'), isWeakSet: is('WeakSet'), isArrayBuffer: is('ArrayBuffer'), isDataView: is('DataView'),
    isSharedArrayBuffer: is('SharedArrayBuffer'),
    isProxy: (value) => host.isProxy(value),
    isModuleNamespaceObject: is('Module'),
    isAnyArrayBuffer: (value) => { const name = host.className(value); return name === 'ArrayBuffer' || name === 'SharedArrayBuffer'; },
    isBoxedPrimitive: (value) => object(value) && boxed.has(host.className(value)),
  };
})
