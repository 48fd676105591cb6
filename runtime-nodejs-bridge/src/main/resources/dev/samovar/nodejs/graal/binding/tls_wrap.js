'use strict';
(function ({ host }) {
  class TLSWrap {}
  return { TLSWrap, wrap: () => host.unsupported('tls'), HAVE_SSL_TRACE: false };
})
