'use strict';
(function () {
  return {
    isDebugBuild: false, openSSLIsBoringSSL: false, hasOpenSSL: true, fipsMode: false, hasIntl: true,
    hasTracing: false, hasNodeOptions: true, hasInspector: false, noBrowserGlobals: false, bits: 64,
    getDefaultLocale: () => 'en-US',
  };
})
