'use strict';
(function ({ host }) {
  class UDP { constructor() { host.unsupported('dgram'); } }
  return { UDP, SendWrap: class SendWrap {}, constants: { UV_UDP_IPV6ONLY: 1, UV_UDP_REUSEADDR: 4, UV_UDP_REUSEPORT: 64 } };
})
