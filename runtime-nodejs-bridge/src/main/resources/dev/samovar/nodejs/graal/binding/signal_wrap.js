'use strict';
(function () {
  class Signal { start() { return 0; } stop() { return 0; } close() {} unref() {} ref() {} hasRef() { return false; } getAsyncId() { return 0; } }
  return { Signal };
})
