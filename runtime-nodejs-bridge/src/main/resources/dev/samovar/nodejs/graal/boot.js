'use strict';
// Begins Node in an empty context: the loader of Node's own modules over bindings that the host implements.
(function (host) {
  const named = (names, make) => Object.fromEntries(names.map((name) => [name, make(name)]));
  const privateSymbols = named([
    'arrow_message_private_symbol', 'contextify_context_private_symbol', 'decorated_private_symbol',
    'transfer_mode_private_symbol', 'host_defined_option_symbol', 'js_transferable_wrapper_private_symbol',
    'entry_point_module_private_symbol', 'entry_point_promise_private_symbol', 'module_source_private_symbol',
    'module_export_names_private_symbol', 'module_circular_visited_private_symbol',
    'module_export_private_symbol', 'module_parent_private_symbol', 'module_first_parent_private_symbol',
    'napi_type_tag', 'napi_wrap', 'untransferable_object_private_symbol', 'exit_info_private_symbol',
    'promise_trace_id', 'source_map_data_private_symbol',
  ], (name) => host.privateSymbol(name));
  const perIsolateSymbols = named([
    'fs_use_promises_symbol', 'async_id_symbol', 'constructor_key_symbol', 'handle_onclose', 'no_message_symbol',
    'messaging_deserialize_symbol', 'imported_cjs_symbol', 'messaging_transfer_symbol', 'messaging_clone_symbol',
    'messaging_transfer_list_symbol', 'oninit', 'owner_symbol', 'onpskexchange', 'resource_symbol',
    'trigger_async_id_symbol', 'source_text_module_default_hdo', 'vm_context_no_contextify',
    'vm_dynamic_import_default_internal', 'vm_dynamic_import_main_context_default',
    'vm_dynamic_import_missing_flag', 'vm_dynamic_import_no_callback',
  ], Symbol);

  const primordials = host.primordials();
  const perContext = {};
  for (const script of ['primordials', 'domexception', 'messageport'])
    host.compile('internal/per_context/' + script)(perContext, primordials, privateSymbols, perIsolateSymbols);

  const process = Object.create(Object.create(Object.prototype, {
    constructor: { value: function process() {}, writable: true, configurable: true },
  }));
  process[privateSymbols.exit_info_private_symbol] = new Int32Array(3);
  Object.assign(process, {
    version: 'v22.19.0', versions: { node: '22.19.0', v8: '12.4.254.21-node.33', uv: '1.51.0', modules: '127', openssl: '3.0.17' },
    arch: 'x64', platform: 'linux', release: { name: 'node', lts: 'Jod' }, title: 'node', argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    execArgv: [], execPath: '/var/lang/bin/node', env: {}, pid: 8, ppid: 1, debugPort: 9229,
  });

  const hooks = {};
  let loaders;
  const realm = {
    host, process, primordials, privateSymbols, perIsolateSymbols, perContext, hooks,
    get require() { return loaders.require; },
    setLoaders(internalBinding, require) { loaders = { internalBinding, require }; },
  };
  host.realm = () => realm;
  const bindings = { __proto__: null };
  const getInternalBinding = (name) => bindings[name] ??= host.binding(name)(realm, getInternalBinding);
  const run = (id) => host.compile(id)(process, loaders.require, loaders.internalBinding, primordials);

  host.compile('internal/bootstrap/realm')(process, getInternalBinding, getInternalBinding, primordials);
  run('internal/bootstrap/node');
  run('internal/bootstrap/web/exposed-wildcard');
  run('internal/bootstrap/web/exposed-window-or-worker');
  run('internal/bootstrap/switches/is_main_thread');
  run('internal/bootstrap/switches/does_own_process_state');
  loaders.require('internal/process/pre_execution').prepareMainThreadExecution(false, true);

  const { tickInfo, immediateInfo } = hooks;

  // What a callback leaves to do before the loop goes on: microtasks, then ticks, until there are none.
  function drain() {
    if (tickInfo[0] === 0 && tickInfo[1] === 0) host.runMicrotasks();
    if (tickInfo[0] !== 0 || tickInfo[1] !== 0) hooks.tick();
  }

  // An error that nobody catches: told to those who listen, else printed, and the end.
  function uncaught(error, fromPromise) {
    try {
      if (process._fatalException(error, fromPromise)) return;
    } catch (another) {
      host.standardError(`${another?.stack ?? another}\n\nNode.js ${process.version}\n`);
      host.exit(7);
    }
    const text = error instanceof Error ? error.stack : `Uncaught ${loaders.require('internal/util/inspect').inspect(error)}`;
    host.standardError(`${text}\n\nNode.js ${process.version}\n`);
    host.exit((process.exitCode ?? 1) & 0xFF);
  }
  hooks.uncaught = uncaught;

  // Kept, since the function can change what is global.
  const { apply } = Reflect;

  // Calls what the loop has for the guest. What it throws is uncaught; what is left after that still runs.
  function callback(body, ...values) {
    let result;
    for (let next = () => { result = apply(body, undefined, values); }; next !== undefined;) {
      try {
        next();
        next = undefined;
        drain();
      } catch (error) {
        uncaught(error, false);
        next = next === drain ? undefined : drain;
      }
    }
    return result;
  }

  let dispatcher;
  Object.defineProperty(globalThis, Symbol.for('undici.globalDispatcher.1'), {
    configurable: true,
    get: () => dispatcher ??= host.own('fetch')(loaders.require),
    set(value) { dispatcher = value; },
  });

  // Lambda's runtime, whose files require each other and Node's modules.
  const lambdaFiles = new Map();
  function requireLambda(name) {
    if (!name.startsWith('./')) return loaders.require(name);
    if (!lambdaFiles.has(name)) {
      const module = { exports: {} };
      lambdaFiles.set(name, module);
      host.lambda(name.slice(2).replace(/\.js$/, ''))(module.exports, requireLambda, module);
    }
    return lambdaFiles.get(name).exports;
  }

  // What most functions come to use, evaluated while nobody waits.
  function prepare() {
    requireLambda('./runtime.js').Runtime.rehearse();
    for (const id of ['stream', 'fs/promises', 'crypto', 'http', 'zlib', 'internal/modules/esm/loader']) loaders.require(id);
  }

  // What of ES modules Node does by itself: up to version 22 Lambda starts it without, unless the function asks for it.
  function restrain(major) {
    const asked = (process.env.NODE_OPTIONS ?? '').split(/\s+/);
    for (const name of ['experimental-detect-module', 'experimental-require-module'])
      realm.options['--' + name] = asked.includes('--' + name) || major > 22 && !asked.includes('--no-' + name);
    loaders.require('internal/modules/helpers').initializeCjsConditions();
    loaders.require('internal/modules/esm/utils').initializeDefaultConditions();
  }

  // Begins Lambda's runtime for a function, which it loads with Node's loaders.
  function lambda(engine, config) {
    restrain(config.major);
    const { Module } = loaders.require('internal/modules/cjs/loader');
    const parent = new Module('/var/runtime/index.mjs');
    parent.filename = parent.id;
    config.load = {
      require: (path) => Module._load(path, parent, false),
      import: (path) => loaders.require('internal/modules/esm/loader').getOrInitializeCascadedLoader()
        .import(String(loaders.require('internal/url').pathToFileURL(path)), 'file://' + parent.id, { __proto__: null }),
      resolve: (name, paths) => Module._resolveFilename(name, parent, false, { paths }),
    };
    // The function's own NODE_PATH, which is known now.
    Module._initPaths();
    const { Runtime } = requireLambda('./runtime.js');
    const runtime = new Runtime(engine, config);
    return {
      initialise: () => runtime.initialise(),
      serve: (invocation, event) => runtime.serve(invocation, event),
      drained: () => runtime.drained(),
    };
  }

  // Environment variables are text, whatever they are set to.
  function setEnvironment(values) {
    // Node looks at this one when it starts, and at no other time.
    realm.extraCertificates = values.NODE_EXTRA_CA_CERTS;
    if (values.TZ !== undefined) host.setTimeZone(values.TZ);
    process.env = new Proxy(values, {
      set(target, name, value) {
        const text = typeof name === 'symbol' ? value : `${value}`;
        if (name === 'TZ') host.setTimeZone(text);
        return Reflect.set(target, name, text);
      },
      defineProperty: (target, name, descriptor) =>
        Reflect.defineProperty(target, name, 'value' in descriptor ? { ...descriptor, value: String(descriptor.value) } : descriptor),
    });
  }

  return {
    prepare, lambda, setEnvironment,
    callback, perIsolateSymbols, require: loaders.require,
    // A timer that throws has the others run nevertheless.
    timers(now) {
      for (let done = false; !done;) callback(() => {
        host.timersRan(hooks.timers(now));
        done = true;
      });
    },
    immediates: () => callback(hooks.immediates),
    immediateCount: (alive) => immediateInfo[alive ? 1 : 0],
  };
})
