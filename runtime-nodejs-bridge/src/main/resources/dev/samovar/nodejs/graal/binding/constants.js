'use strict';
(function ({ host }) {
  const constants = JSON.parse(host.data('constants'));
  // JSON has no word for it.
  constants.zlib.Z_MAX_CHUNK = Infinity;
  const tables = [constants.zlib, constants.fs, constants.crypto, constants.os.signals, constants.os.errno, constants.os.priority, constants.os.dlopen];
  for (const table of tables) {
    Object.setPrototypeOf(table, null);
    for (const name of Object.keys(table)) Object.defineProperty(table, name, { writable: false, configurable: false });
  }
  constants.internal = { EXTENSIONLESS_FORMAT_JAVASCRIPT: 0, EXTENSIONLESS_FORMAT_WASM: 1 };
  return constants;
})
