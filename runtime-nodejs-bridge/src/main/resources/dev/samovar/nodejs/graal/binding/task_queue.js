'use strict';
(function ({ host, hooks }) {
  const tickInfo = new Uint8Array(2);
  const settled = Promise.resolve(), then = Promise.prototype.then, apply = Reflect.apply;
  hooks.tickInfo = tickInfo;
  return {
    tickInfo,
    setTickCallback(callback) { hooks.tick = callback; },
    runMicrotasks: () => host.runMicrotasks(),
    enqueueMicrotask(callback) {
      apply(then, settled, [() => {
        try {
          callback();
        } catch (error) {
          hooks.uncaught(error, false);
        }
      }]);
    },
    promiseRejectEvents: {
      kPromiseRejectWithNoHandler: 0, kPromiseHandlerAddedAfterReject: 1, kPromiseRejectAfterResolved: 2,
      kPromiseResolveAfterResolved: 3,
    },
    setPromiseRejectCallback: (callback) => host.promiseTracker(callback),
  };
})
