'use strict';
(function ({ host }) {
  return {
    Worker: class Worker { constructor() { host.unsupported('worker_threads'); } },
    getEnvMessagePort() {}, threadId: 0, isMainThread: true, isInternalThread: false, ownsProcessState: true,
    resourceLimits: new Float64Array(4), kMaxYoungGenerationSizeMb: 0, kMaxOldGenerationSizeMb: 1,
    kCodeRangeSizeMb: 2, kStackSizeMb: 3, kTotalResourceLimitCount: 4,
  };
})
