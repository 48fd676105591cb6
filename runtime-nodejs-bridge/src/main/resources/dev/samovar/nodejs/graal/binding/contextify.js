'use strict';
(function ({ host, privateSymbols, perIsolateSymbols }) {
  const contexts = host.own('contexts')(host, privateSymbols.contextify_context_private_symbol, perIsolateSymbols.vm_context_no_contextify);
  const atLine = (code, line) => line > 0 ? '\n'.repeat(line) + code : code;

  class ContextifyScript {
    #run;
    constructor(code, filename, lineOffset) {
      this.#run = host.compileScript(atLine(code, lineOffset), filename ?? 'evalmachine.<anonymous>');
      this.sourceMapURL = undefined;
    }
    // A signal that would break it does not come here.
    runInContext(context, timeout) { return this.#run(contexts.realmOf(context), timeout ?? -1); }
    createCachedData() { return host.realm().require('buffer').Buffer.alloc(0); }
  }
  Object.defineProperty(ContextifyScript.prototype, Symbol.toStringTag, { configurable: true, value: 'Script' });

  return {
    ContextifyScript,
    makeContext: contexts.make,
    compileFunction: (code, filename, line, column, cached, produce, context, extensions, parameters) =>
      ({ function: contexts.compile(atLine(code, line), filename, parameters ?? [], contexts.realmOf(context), extensions ?? []), sourceMapURL: undefined }),
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
