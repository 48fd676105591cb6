'use strict';
(function ({ host, hooks }) {
  hooks.immediateInfo = new Uint32Array(3);
  hooks.timeoutInfo = new Int32Array(1);
  return {
    immediateInfo: hooks.immediateInfo,
    timerInfo: hooks.timeoutInfo,
    timeoutInfo: hooks.timeoutInfo,
    setupTimers(processImmediate, processTimers) { hooks.immediates = processImmediate; hooks.timers = processTimers; },
    getLibuvNow: () => host.now(),
    scheduleTimer: (milliseconds) => host.scheduleTimer(milliseconds),
    toggleTimerRef: (on) => host.timersKeepAlive(on),
    toggleImmediateRef() {},
  };
})
