'use strict';
// The contexts of `vm`: realms whose global objects show the objects that they were made for.
(function (host, kContext, notContextified) {
  // The realm's own global object has what the language has; all else is the sandbox's. What is declared and cannot be
  // taken back is noted on the target, as the rules of proxies have it.
  class Global {
    constructor(sandbox, own) { this.sandbox = sandbox; this.own = own; }
    get(target, name) {
      if (name in this.sandbox) {
        const value = this.sandbox[name];
        return value === this.sandbox ? this.proxy : value;
      }
      return this.own[name];
    }
    set(target, name, value) {
      const declared = Reflect.getOwnPropertyDescriptor(this.own, name);
      if (declared !== undefined && !(name in this.sandbox) && 'value' in declared && !declared.writable) return false;
      return Reflect.set(this.sandbox, name, value);
    }
    has(target, name) { return name in this.sandbox || name in this.own || name in target; }
    deleteProperty(target, name) {
      return Reflect.deleteProperty(target, name) && Reflect.deleteProperty(this.sandbox, name) && Reflect.deleteProperty(this.own, name);
    }
    ownKeys(target) { return [...new Set([...Reflect.ownKeys(this.sandbox), ...Reflect.ownKeys(target)])]; }
    getOwnPropertyDescriptor(target, name) {
      const found = Reflect.getOwnPropertyDescriptor(this.sandbox, name) ?? Reflect.getOwnPropertyDescriptor(this.own, name);
      const noted = Reflect.getOwnPropertyDescriptor(target, name);
      if (found === undefined) return noted;
      found.configurable = noted === undefined;
      return found;
    }
    defineProperty(target, name, descriptor) {
      const made = { configurable: true, ...descriptor };
      if (descriptor.configurable === false) {
        if (!Reflect.defineProperty(target, name, { ...descriptor, ...('value' in descriptor && { writable: true }) })) return false;
        // A variable that was there keeps its value.
        if (descriptor.value === undefined && 'value' in descriptor && Object.hasOwn(this.sandbox, name)) return true;
        made.configurable = true;
      }
      return Reflect.defineProperty(this.sandbox, name, made);
    }
  }

  function make(sandbox) {
    const [realm, own] = host.newRealm();
    if (sandbox === notContextified) {
      own[kContext] = realm;
      return own;
    }
    const handler = new Global(sandbox, own);
    handler.proxy = new Proxy({}, handler);
    Object.defineProperty(own, 'globalThis', { configurable: true, writable: true, value: handler.proxy });
    host.setRealmGlobal(realm, handler.proxy);
    Object.defineProperty(sandbox, kContext, { value: realm });
    return sandbox;
  }

  // A function in a realm, whose free names are looked for in the extensions first.
  function compile(code, filename, parameters, realm, extensions) {
    if (extensions.length === 0) return host.compileFunction(code, filename, parameters, realm);
    const names = extensions.map((_, i) => `extension${i}`);
    const body = names.reduce((inner, name) => `with (${name}) {${inner}}`, `return function (${parameters.join()}) {${code}\n};`);
    return host.compileFunction(body, filename, names, realm)(...extensions);
  }

  return { make, compile, realmOf: (context) => context === null || context === undefined ? undefined : context[kContext] };
})
