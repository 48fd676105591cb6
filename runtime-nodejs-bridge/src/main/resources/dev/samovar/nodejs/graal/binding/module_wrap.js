'use strict';
(function ({ host, hooks }) {
  // One ECMAScript module, source text or synthetic, as Node's loader drives it. The engine's record is the host's.
  class ModuleWrap {
    constructor(url, context, ...rest) {
      this.url = url;
      if (typeof rest[0] === 'string') {
        const [source, lineOffset, columnOffset, idOrData] = rest;
        this.record = host.sourceTextModule(url, source);
        this.sourceMapURL = undefined;
        this.callback = typeof idOrData === 'symbol' ? undefined : idOrData;
        host.ownModule(this.record, this, idOrData);
      } else {
        const [names, evaluate] = rest;
        this.synthetic = true;
        this.record = host.syntheticModule(url, names, () => evaluate.call(this, this));
        host.ownModule(this.record, this, undefined);
      }
    }
    getModuleRequests() { return host.moduleRequests(this.record); }
    link(specifiers, modules) { host.linkModule(this.record, Array.from({ length: modules.length }, (_, i) => modules[i].record)); }
    instantiate() { host.instantiateModule(this.record); }
    instantiateSync() { this.instantiate(); return host.isAsyncModule(this.record); }
    evaluate() { return host.evaluateModule(this.record); }
    evaluateSync() {
      const promise = host.evaluateModule(this.record);
      const [state, result] = host.promiseDetails(promise);
      if (state === 2) { host.markHandled(promise); throw result; }
      return this.getNamespace();
    }
    getNamespaceSync() { return this.getNamespace(); }
    getNamespace() { return host.moduleNamespace(this.record); }
    getStatus() { return host.moduleStatus(this.record); }
    getError() { return host.moduleError(this.record); }
    isGraphAsync() { return host.isAsyncModule(this.record); }
    hasTopLevelAwait() { return host.hasTopLevelAwait(this.record); }
    setExport(name, value) { host.setModuleExport(this.record, name, value); }
    getStaticDependencySpecifiers() { return this.getModuleRequests().map((request) => request.specifier); }
    createCachedData() { return new Uint8Array(0); }
  }
  return {
    ModuleWrap,
    setImportModuleDynamicallyCallback: (callback) => host.onDynamicImport(callback),
    setInitializeImportMetaObjectCallback: (callback) => host.onImportMeta(callback),
    createRequiredModuleFacade(wrap) {
      const facade = host.requiredModuleFacade(wrap.record);
      return facade;
    },
    throwIfPromiseRejected(promise) {
      const [state, result] = host.promiseDetails(promise);
      if (state === 2) { host.markHandled(promise); throw result; }
    },
    kUninstantiated: 0, kInstantiating: 1, kInstantiated: 2, kEvaluating: 3, kEvaluated: 4, kErrored: 5,
  };
})
