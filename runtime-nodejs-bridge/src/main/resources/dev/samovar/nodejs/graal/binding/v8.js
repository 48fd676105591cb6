'use strict';
(function ({ host }) {
  const names = [
    'kTotalHeapSizeIndex', 'kTotalHeapSizeExecutableIndex', 'kTotalPhysicalSizeIndex', 'kTotalAvailableSize', 'kUsedHeapSizeIndex',
    'kHeapSizeLimitIndex', 'kMallocedMemoryIndex', 'kPeakMallocedMemoryIndex', 'kDoesZapGarbageIndex', 'kNumberOfNativeContextsIndex',
    'kNumberOfDetachedContextsIndex', 'kTotalGlobalHandlesSizeIndex', 'kUsedGlobalHandlesSizeIndex', 'kExternalMemoryIndex',
  ];
  const heapStatisticsBuffer = new Float64Array(names.length);
  const usage = new Float64Array(5);
  return {
    ...Object.fromEntries(names.map((name, i) => [name, i])),
    heapStatisticsBuffer, heapCodeStatisticsBuffer: new Float64Array(4), heapSpaceStatisticsBuffer: new Float64Array(4),
    cachedDataVersionTag: () => 0, setHeapSnapshotNearHeapLimit() {},
    // The memory of the function as Node's would be; the engine's heap is shared.
    updateHeapStatisticsBuffer() {
      host.memoryUsage(usage);
      const limit = host.memoryLimit();
      heapStatisticsBuffer.set([usage[1], 0, usage[1], Math.max(0, limit - usage[2]), usage[2], limit, 0, 0, 0, 1, 0, 0, 0, usage[3]]);
    },
    updateHeapCodeStatisticsBuffer() {}, updateHeapSpaceStatisticsBuffer() {},
    getCppHeapStatistics: () => host.unsupported('v8.getCppHeapStatistics'),
    kHeapSpaces: ['new_space', 'old_space', 'code_space', 'large_object_space'],
    kCodeAndMetadataSizeIndex: 0, kBytecodeAndMetadataSizeIndex: 1, kExternalScriptSourceSizeIndex: 2, kCPUProfilerMetaDataSizeIndex: 3,
    kSpaceSizeIndex: 0, kSpaceUsedSizeIndex: 1, kSpaceAvailableSizeIndex: 2, kPhysicalSpaceSizeIndex: 3,
    setFlagsFromString() {},
    isStringOneByteRepresentation: (text) => /^[\0-\xff]*$/.test(text),
    GCProfiler: class GCProfiler { constructor() { host.unsupported('v8.GCProfiler'); } },
    detailLevel: { DETAILED: 1, BRIEF: 0 },
    startupSnapshot: undefined,
  };
})
