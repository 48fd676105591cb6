'use strict';
(function ({ host }) {
  class ContextifyScript {
    constructor(code, filename, lineOffset, columnOffset) { this.run = host.compileScript(code, filename ?? 'evalmachine.<anonymous>'); }
    runInContext(context) { return this.run(); }
    createCachedData() { return new Uint8Array(0); }
  }
  return {
    ContextifyScript,
    makeContext() { host.unsupported('vm.createContext'); },
    compileFunction: (code, filename, line, column, cached, produce, context, extensions, parameters) =>
      ({ function: host.compileFunction(code, filename, parameters ?? []), sourceMapURL: undefined }),
    compileFunctionForCJSLoader(code, filename, isSeaMain, mayDetectModule) {
      try {
        return {
          canParseAsESM: false, sourceMapURL: undefined, cachedDataRejected: false,
          function: host.compileFunction(code, filename, ['exports', 'require', 'module', '__filename', '__dirname']),
        };
      } catch (error) {
        if (mayDetectModule && host.looksLikeModule(code, filename)) return { canParseAsESM: true, function: undefined };
        throw error;
      }
    },
    containsModuleSyntax(code, filename) {
      try {
        host.compileFunction(code, filename ?? '', ['exports', 'require', 'module', '__filename', '__dirname']);
        return false;
      } catch {
        return host.looksLikeModule(code, filename ?? '');
      }
    },
    shouldRetryAsESM: (code, filename) => host.looksLikeModule(code, filename ?? ''),
    startSigintWatchdog() {}, stopSigintWatchdog: () => false, watchdogHasPendingSigint: () => false,
    measureMemory() { host.unsupported('vm.measureMemory'); },
    constants: { measureMemory: { mode: { SUMMARY: 0, DETAILED: 1 }, execution: { DEFAULT: 0, EAGER: 1 } } },
  };
})
