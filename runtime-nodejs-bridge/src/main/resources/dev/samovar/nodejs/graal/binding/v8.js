'use strict';
(function ({ host }) {
  const heapStatisticsBuffer = new Float64Array(14), heapCodeStatisticsBuffer = new Float64Array(4), heapSpaceStatisticsBuffer = new Float64Array(4);
  class GCProfiler { start() {} stop() {} }
  return {
    heapStatisticsBuffer, heapCodeStatisticsBuffer, heapSpaceStatisticsBuffer, GCProfiler,
    cachedDataVersionTag: () => 0, setHeapSnapshotNearHeapLimit() {}, setFlagsFromString() {}, isStringOneByteRepresentation: () => false,
    updateHeapStatisticsBuffer() { heapStatisticsBuffer[0] = heapStatisticsBuffer[4] = host.heapUsed(); heapStatisticsBuffer[5] = host.memoryLimit(); },
    updateHeapCodeStatisticsBuffer() {}, updateHeapSpaceStatisticsBuffer() {}, getCppHeapStatistics: () => ({}), kHeapSpaces: [],
    kTotalHeapSizeIndex: 0, kTotalHeapSizeExecutableIndex: 1, kTotalPhysicalSizeIndex: 2, kTotalAvailableSize: 3, kUsedHeapSizeIndex: 4,
    kHeapSizeLimitIndex: 5, kMallocedMemoryIndex: 6, kPeakMallocedMemoryIndex: 7, kDoesZapGarbageIndex: 8, kNumberOfNativeContextsIndex: 9,
    kNumberOfDetachedContextsIndex: 10, kTotalGlobalHandlesSizeIndex: 11, kUsedGlobalHandlesSizeIndex: 12, kExternalMemoryIndex: 13,
    kCodeAndMetadataSizeIndex: 0, kBytecodeAndMetadataSizeIndex: 1, kExternalScriptSourceSizeIndex: 2, kCPUProfilerMetaDataSizeIndex: 3,
    kSpaceSizeIndex: 0, kSpaceUsedSizeIndex: 1, kSpaceAvailableSizeIndex: 2, kPhysicalSpaceSizeIndex: 3, detailLevel: { DETAILED: 1, BRIEF: 0 },
  };
})
