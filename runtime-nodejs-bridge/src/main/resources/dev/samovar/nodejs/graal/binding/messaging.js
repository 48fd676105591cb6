'use strict';
(function (realm, internalBinding) {
  const { host, perContext, perIsolateSymbols, hooks } = realm;
  const { handle_onclose: onclose, no_message_symbol: noMessage, oninit } = perIsolateSymbols;
  const clone = host.own('clone')(realm, internalBinding);
  const kEnd = host.privateSymbol('end of a channel');
  const errors = () => host.realm().require('internal/errors').codes;

  // One end of a channel: what waits there, and the port that has it now. A port that is transferred gives its end
  // to another.
  class End {
    queue = [];
    receiving = false;
    referenced = false;
    closing = false;
    peers = new Set();
    port = undefined;

    post(message) {
      for (const peer of this.peers) peer.take(message());
    }
    take(message) {
      this.queue.push(message);
      if (this.receiving) this.wake();
    }
    wake() { host.later(() => this.deliver()); }
    deliver() {
      if (!this.receiving || this.queue.length === 0 || this.port === undefined) return;
      const { value, ports } = this.queue.shift();
      perContext.emitMessage.call(this.port, value, ports, 'message');
    }
    start() {
      if (this.receiving) return;
      this.receiving = true;
      this.queue.forEach(() => this.wake());
    }
    refer(on) {
      if (this.referenced === on) return;
      this.referenced = on;
      host.handleAlive(on);
    }
    // What was sent before is still received, where somebody receives.
    close() {
      if (this.closing) return;
      this.closing = true;
      host.later(() => {
        if (this.receiving) while (this.queue.length > 0 && this.port !== undefined) this.deliver();
        const { port } = this;
        this.refer(false);
        this.port = undefined;
        for (const peer of this.peers) {
          peer.peers.delete(this);
          if (peer.peers.size === 0 && !peer.group) peer.close();
        }
        this.group?.delete(this);
        if (port !== undefined) {
          port[kEnd] = undefined;
          port[onclose]?.();
        }
      });
    }
  }

  class HandleWrap {
    close() { this[kEnd]?.close(); }
    ref() { this[kEnd]?.refer(true); }
    unref() { this[kEnd]?.refer(false); }
    hasRef() { return this[kEnd]?.referenced; }
    getAsyncId() { return 0; }
  }

  // Not a class: the library changes what it inherits from.
  function MessagePort() {
    throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_CONSTRUCT_CALL_INVALID' });
  }
  MessagePort.prototype = Object.create(HandleWrap.prototype, {
    constructor: { value: MessagePort, writable: true, configurable: true },
  });
  Object.assign(MessagePort.prototype, {
    postMessage(value, options) {
      if (arguments.length === 0) throw new (errors().ERR_MISSING_ARGS)('The "message" argument must be specified');
      const transfer = Array.isArray(options) ? options : transferred(options);
      const end = this[kEnd];
      const sent = () => clone(value, transfer, this);
      if (end === undefined) { sent(); return undefined; }
      let message = sent();
      const targets = end.peers.size;
      if (targets > 0) end.post(() => { const one = message ?? sent(); message = undefined; return one; });
      return true;
    },
    start() { this[kEnd]?.start(); },
    drain() { drain(this); },
  });

  function transferred(options) {
    if (options === undefined || options === null) return [];
    if (typeof options !== 'object') throw new TypeError('Optional transferList argument must be an iterable');
    if (typeof options[Symbol.iterator] === 'function') return [...options];
    if (options.transfer === undefined) return [];
    if (typeof options.transfer?.[Symbol.iterator] !== 'function')
      throw new TypeError('Optional options.transfer argument must be an iterable');
    return [...options.transfer];
  }

  function portOf(end) {
    const port = Object.create(MessagePort.prototype);
    port[kEnd] = end;
    end.port = port;
    port[oninit]?.();
    return port;
  }

  hooks.transferPort = (port) => {
    const end = port[kEnd];
    if (end === undefined || end.closing) return undefined;
    port[kEnd] = undefined;
    end.refer(false);
    end.receiving = false;
    return portOf(end);
  };
  hooks.isPort = (value) => value instanceof MessagePort;
  hooks.isDetachedPort = (port) => port[kEnd] === undefined;

  class MessageChannel {
    constructor() {
      const ends = [new End(), new End()];
      ends[0].peers.add(ends[1]);
      ends[1].peers.add(ends[0]);
      this.port1 = portOf(ends[0]);
      this.port2 = portOf(ends[1]);
    }
  }

  function drain(port) {
    const end = port?.[kEnd];
    while (end !== undefined && end.receiving && end.queue.length > 0) end.deliver();
  }

  const groups = new Map();

  return {
    MessageChannel, MessagePort,
    get DOMException() { return perContext.DOMException; },
    exposeLazyDOMExceptionProperty(target) {
      Object.defineProperty(target, 'DOMException', {
        __proto__: null, configurable: true, enumerable: false,
        get() { return perContext.DOMException; },
        set(value) { Object.defineProperty(target, 'DOMException', { __proto__: null, value, writable: true, configurable: true }); },
      });
    },
    stopMessagePort(port) { if (port?.[kEnd] !== undefined) port[kEnd].receiving = false; },
    drainMessagePort: drain,
    receiveMessageOnPort(port) {
      if (!(port instanceof MessagePort)) throw Object.assign(
        new TypeError('The "port" argument must be a MessagePort instance'), { code: 'ERR_INVALID_ARG_TYPE' });
      const end = port[kEnd];
      return end === undefined || end.queue.length === 0 ? noMessage : end.queue.shift().value;
    },
    moveMessagePortToContext: (port) => port,
    setDeserializerCreateObjectFunction(create) { hooks.createObject = create; },
    broadcastChannel(name) {
      const group = groups.get(name) ?? new Set();
      groups.set(name, group);
      const end = new End();
      end.group = group;
      for (const other of group) {
        end.peers.add(other);
        other.peers.add(end);
      }
      group.add(end);
      return portOf(end);
    },
    structuredClone: (value, { transfer }) => clone(value, transfer).value,
  };
})
