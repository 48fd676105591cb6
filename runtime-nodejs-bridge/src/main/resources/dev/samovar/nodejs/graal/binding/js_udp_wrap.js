'use strict';
(function ({ host }) {
  class JSUDPWrap { constructor() { host.unsupported('JSUDPWrap'); } }
  return { JSUDPWrap };
})
