'use strict';
(function ({ host, hooks, process }) {
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
          if (!process._fatalException(error, false)) host.exit(process.exitCode ?? 7);
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
