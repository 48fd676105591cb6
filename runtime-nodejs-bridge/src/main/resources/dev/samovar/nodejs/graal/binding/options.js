'use strict';
(function (realm) {
  const values = {
    '--max-http-header-size': 16384, '--experimental-detect-module': true, '--experimental-global-webcrypto': true,
    '--experimental-fetch': true, '--experimental-require-module': true, '--network-family-autoselection': true,
    '--network-family-autoselection-attempt-timeout': 250, '--deprecation': true, '--addons': false,
    '--experimental-websocket': true, '--experimental-global-navigator': true, '--warnings': true,
    '--global-search-paths': true, '--experimental-global-customevent': true, '--stack-trace-limit': 10,
    '--extra-info-on-fatal-exception': true, '--experimental-async-context-frame': true,
    '--unhandled-rejections': 'throw', '--conditions': [], '--require': [], '--import': [], '--disable-warning': [],
    '--experimental-loader': [], '--experimental-default-type': '', '--dns-result-order': '', '--icu-data-dir': '',
    '--diagnostic-dir': '', '--tls-keylog': '', '--trace-require-module': '', '--env-file': [],
    '--tls-cipher-list': 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:' +
      'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:' +
      'ECDHE-ECDSA-AES256-GCM-SHA384:HIGH:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA',
    '--allow-fs-read': [], '--allow-fs-write': [], '--allow-addons': false, '--allow-child-process': false, '--allow-wasi': false,
    '--allow-worker': false, '--allow-net': false, '--allow-inspector': false,
    '--test-reporter': [], '--test-reporter-destination': [], '--test-name-pattern': [], '--test-skip-pattern': [],
    '--test-coverage-include': [], '--test-coverage-exclude': [], '--test-coverage-branches': 0, '--test-coverage-lines': 0,
    '--test-coverage-functions': 0, '--test-timeout': 0, '--test-concurrency': 0, '--test-shard': '', '--experimental-test-isolation': 'none',
    '--secure-heap': 0, '--secure-heap-min': 2, '--heapsnapshot-near-heap-limit': 0,
    '--inspect-port': { host: '127.0.0.1', port: 9229 },
  };
  realm.options = values;
  return {
    getCLIOptionsValues: () => new Proxy(values, { get: (known, name) => known[name] ?? false }),
    getCLIOptionsInfo: () => ({ options: new Map(), aliases: new Map() }),
    getEmbedderOptions: () => ({ shouldNotRegisterESMLoader: false, noGlobalSearchPaths: false, noBrowserGlobals: false, hasEmbedderPreload: false }),
    getEnvOptionsInputType: () => new Map(),
    envSettings: { kAllowedInEnvvar: 0, kDisallowedInEnvvar: 1 },
    types: { kNoOp: 0, kV8Option: 1, kBoolean: 2, kInteger: 3, kUInteger: 4, kString: 5, kHostPort: 6, kStringList: 7 },
  };
})
