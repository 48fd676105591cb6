'use strict';
(function ({ host }) {
  const constants = JSON.parse(host.data('constants'));
  constants.internal = { EXTENSIONLESS_FORMAT_JAVASCRIPT: 0, EXTENSIONLESS_FORMAT_WASM: 1 };
  return constants;
})
