'use strict';
// The structured clone of a value, as V8 makes it when it writes and reads one, without the writing.
(function ({ host, perContext, perIsolateSymbols, privateSymbols, hooks }, internalBinding) {
  const {
    messaging_clone_symbol: kClone, messaging_deserialize_symbol: kDeserialize, messaging_transfer_symbol: kTransfer,
    messaging_transfer_list_symbol: kTransferList,
  } = perIsolateSymbols;
  const { transfer_mode_private_symbol: kMode, untransferable_object_private_symbol: kUntransferable } = privateSymbols;
  const TRANSFERABLE = 1, CLONEABLE = 2;
  const types = internalBinding('types');
  const errors = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const dataView = DataView;
  hooks.cloneable ??= Symbol('cloneable');

  const refused = (message) => new perContext.DOMException(message, 'DataCloneError');

  // As V8 shows a value in messages.
  function shown(value) {
    if (typeof value === 'function') return Function.prototype.toString.call(value);
    if (typeof value !== 'object') return String(value);
    return types.isProxy(value) ? '#<Object>' : `#<${internalBinding('util').getConstructorName(value)}>`;
  }
  hooks.shown = shown;

  // Answers the clone and the ports among what was transferred.
  return function clone(value, transfer, source) {
    const seen = new Map(), buffers = new Set(), moved = new Set(), nested = [], ports = [];

    for (const item of transfer) {
      if (typeof item !== 'object' || item === null) throw new TypeError('Found invalid object in transferList');
      if (moved.has(item) || buffers.has(item)) throw refused(`Transfer list contains duplicate ${types.isArrayBuffer(item) ? 'ArrayBuffer' : shown(item).slice(2, -1)}`);
      if (item[kUntransferable]) throw refused('Cannot transfer object of unsupported type.');
      if (types.isArrayBuffer(item)) {
        if (item.detached) throw refused('An ArrayBuffer is detached and could not be cloned.');
        buffers.add(item);
      } else if (hooks.isPort?.(item)) {
        if (item === source) throw refused('Transfer list contains source port');
        if (hooks.isDetachedPort(item)) throw refused('MessagePort in transfer list is already detached');
        moved.add(item);
      } else if ((item[kMode] & TRANSFERABLE) !== 0) {
        moved.add(item);
        for (const inner of item[kTransferList]?.() ?? []) if (!moved.has(inner)) moved.add(inner);
      } else {
        throw refused('Cannot transfer object of unsupported type.');
      }
    }

    // Copies first and transfers after, so that nothing is lost where it fails.
    const after = [];
    const result = of(value);
    for (const buffer of buffers) seen.get(buffer) ?? buffer.transfer();
    for (const step of after) step();
    for (const item of moved) if (hooks.isPort?.(item) && !seen.has(item)) ports.push(hooks.transferPort(item));
    return { value: result, ports };

    function of(it) {
      if (typeof it === 'symbol' || typeof it === 'function') {
        if (typeof it === 'function' && it[kMode] !== undefined && it[kMode] !== 0) return own(it);
        throw refused(`${shown(it)} could not be cloned.`);
      }
      if (typeof it !== 'object' || it === null) return it;
      if (seen.has(it)) return seen.get(it);
      return copied(it);
    }

    function remember(it, made) {
      seen.set(it, made);
      return made;
    }

    function copied(it) {
      if (hooks.isPort?.(it)) {
        if (!moved.has(it)) throw missing();
        const port = hooks.transferPort(it);
        ports.push(port);
        return remember(it, port);
      }
      if (it[kMode] !== undefined) return own(it);
      if (it[hooks.cloneable]) return it;
      if (types.isProxy(it)) throw refused(`${shown(it)} could not be cloned.`);
      switch (host.className(it)) {
        case 'Object': case 'Arguments': return properties(it, remember(it, {}));
        case 'Array': return properties(it, remember(it, new Array(it.length)));
        case 'Date': return remember(it, new Date(Date.prototype.getTime.call(it)));
        case 'RegExp': return remember(it, new RegExp(it.source, it.flags));
        case 'Number': case 'String': case 'Boolean': case 'BigInt': return remember(it, Object(it.valueOf()));
        case 'Map': {
          const made = remember(it, new Map()), entries = [...Map.prototype.entries.call(it)];
          for (const [key, element] of entries) made.set(of(key), of(element));
          return made;
        }
        case 'Set': {
          const made = remember(it, new Set()), elements = [...Set.prototype.values.call(it)];
          for (const element of elements) made.add(of(element));
          return made;
        }
        case 'ArrayBuffer': return buffer(it);
        case 'SharedArrayBuffer': return it;
        case 'Error': return error(it);
        default:
          if (ArrayBuffer.isView(it)) return view(it);
          throw refused(`${shown(it)} could not be cloned.`);
      }
    }

    function properties(from, to) {
      for (const key of Object.keys(from)) if (Object.hasOwn(from, key))
        Object.defineProperty(to, key, { __proto__: null, value: of(from[key]), writable: true, enumerable: true, configurable: true });
      return to;
    }

    function buffer(it) {
      if (it.detached) throw refused('An ArrayBuffer is detached and could not be cloned.');
      return remember(it, buffers.has(it) ? it.transfer() : it.resizable
        ? resized(it) : it.slice(0));
    }

    function resized(it) {
      const made = new ArrayBuffer(it.byteLength, { maxByteLength: it.maxByteLength });
      new Uint8Array(made).set(new Uint8Array(it));
      return made;
    }

    function view(it) {
      const { byteOffset, byteLength } = it;
      const isDataView = host.className(it) === 'DataView';
      const length = isDataView ? byteLength : it.length;
      const made = of(it.buffer);
      const Type = isDataView ? dataView : globalThis[Object.getOwnPropertyDescriptor(
        Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(it)];
      return remember(it, new Type(made, byteOffset, length));
    }

    function error(it) {
      const Type = errors[it.name] ?? Error;
      const made = remember(it, Object.create(Type.prototype));
      const message = Object.getOwnPropertyDescriptor(it, 'message');
      const result = message === undefined ? new Type() : new Type(String(it.message));
      seen.set(it, result);
      Object.defineProperty(result, 'stack', { __proto__: null, value: typeof it.stack === 'string' ? it.stack : undefined, writable: true, enumerable: false, configurable: true });
      if (Object.hasOwn(it, 'cause'))
        Object.defineProperty(result, 'cause', { __proto__: null, value: of(it.cause), writable: true, enumerable: false, configurable: true });
      return result;
    }

    // An object of Node's that says itself how it is cloned or transferred.
    function own(it) {
      if (seen.has(it)) return seen.get(it);
      const mode = it[kMode];
      const moves = moved.has(it);
      if (!moves && (mode & CLONEABLE) === 0) {
        if ((mode & TRANSFERABLE) !== 0) throw missing();
        throw refused(`${shown(it)} could not be cloned.`);
      }
      const { data, deserializeInfo } = moves ? it[kTransfer]() : it[kClone]();
      const made = remember(it, hooks.createObject(deserializeInfo));
      made[kDeserialize](of(data));
      return made;
    }
  };

  function missing() {
    const { ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST } = host.realm().require('internal/errors').codes;
    return ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST ? new ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST()
      : Object.assign(new TypeError('Object that needs transfer was found in message but not listed in transferList'),
        { code: 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST' });
  }
})
