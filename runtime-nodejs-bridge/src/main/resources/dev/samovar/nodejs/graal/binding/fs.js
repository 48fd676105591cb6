'use strict';
(function ({ host, perIsolateSymbols }) {
  const statValues = new Float64Array(36), bigintStatValues = new BigInt64Array(36);
  class FSReqCallback { constructor(bigint) { this.bigint = bigint; } }
  class FileHandle { constructor(fd) { this.fd = fd; } getAsyncId() { return 0; } close() { return Promise.resolve(); } }
  class StatWatcher {}
  return {
    kFsStatsFieldsNumber: 18, statValues, bigintStatValues, statFsValues: new Float64Array(7), bigintStatFsValues: new BigInt64Array(7),
    kUsePromises: perIsolateSymbols.fs_use_promises_symbol, FSReqCallback, FileHandle, StatWatcher,
    internalModuleStat: (receiver, path) => host.internalModuleStat(path ?? receiver),
    readFileUtf8: (path) => host.readFile(path),
    existsSync: (path) => host.internalModuleStat(path) >= 0,
    getFormatOfExtensionlessFile: () => 0,
    legacyMainResolve: () => 0,
    lstat: (path, bigint, req, throwIfNoEntry) => { statValues[1] = host.internalModuleStat(path) === 1 ? 0o40755 : 0o100644; return statValues; },
  };
})
