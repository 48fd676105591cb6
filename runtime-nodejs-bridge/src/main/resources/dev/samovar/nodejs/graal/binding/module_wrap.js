'use strict';
(function ({ host, hooks, privateSymbols }) {
  const { arrow_message_private_symbol: kArrow } = privateSymbols;
  const literally = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

  // The place of an import of something that is not exported, as Node's loader expects it above the stack: the module
  // and its line, the line's text, and a mark below the name.
  function arrow(wrap, specifier, name) {
    const statement = new RegExp(`\\b(?:import|export)\\b[^;'"]*?(?<![\\w$])${literally(name)}(?![\\w$])[^;'"]*\\bfrom\\s*(['"])${literally(specifier)}\\1`);
    for (const { url, source } of reached(wrap)) {
      const found = source === undefined ? null : statement.exec(source);
      if (!found) continue;
      const at = found.index + found[0].search(new RegExp(`(?<![\\w$])${literally(name)}(?![\\w$])`));
      const begin = source.lastIndexOf('\n', at) + 1;
      const line = source.slice(begin).split('\n', 1)[0];
      return `${url}:${source.slice(0, at).split('\n').length}\n${line}\n${' '.repeat(at - begin)}${'^'.repeat(name.length)}\n`;
    }
  }

  function reached(wrap, seen = new Set()) {
    if (seen.has(wrap)) return seen;
    seen.add(wrap);
    for (const linked of wrap.linked ?? []) reached(linked, seen);
    return seen;
  }

  // One ECMAScript module, source text or synthetic, as Node's loader drives it. The engine's record is the host's.
  class ModuleWrap {
    constructor(url, context, ...rest) {
      this.url = url;
      if (typeof rest[0] === 'string') {
        const [source, lineOffset, columnOffset, idOrData] = rest;
        this.source = source;
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
    link(specifiers, modules) {
      this.linked = Array.from({ length: modules.length }, (_, i) => modules[i]);
      host.linkModule(this.record, this.linked.map(({ record }) => record));
    }
    instantiate() {
      try {
        host.instantiateModule(this.record);
      } catch (error) {
        const [, specifier, name] = /module '(.*)' does not provide an export named '(.+)'/.exec(error?.message) ?? [];
        if (name) error[kArrow] = arrow(this, specifier, name);
        throw error;
      }
    }
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
    createRequiredModuleFacade: (wrap) => host.requiredModuleFacade(wrap.record),
    throwIfPromiseRejected(promise) {
      const [state, result] = host.promiseDetails(promise);
      if (state === 2) { host.markHandled(promise); throw result; }
    },
    kUninstantiated: 0, kInstantiating: 1, kInstantiated: 2, kEvaluating: 3, kEvaluated: 4, kErrored: 5,
  };
})
