'use strict';
(function ({ host, perContext, hooks }) {
  class MessagePort {}
  class MessageChannel {}
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
    stopMessagePort() {}, drainMessagePort() {}, receiveMessageOnPort() {}, moveMessagePortToContext() {},
    setDeserializerCreateFunction(create) { hooks.deserialize = create; },
    setDeserializerCreateObjectFunction(create) { hooks.deserialize = create; },
    broadcastChannel() {},
    structuredClone: (value) => value,
  };
})
