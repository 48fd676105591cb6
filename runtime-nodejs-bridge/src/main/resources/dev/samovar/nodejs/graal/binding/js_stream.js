'use strict';
(function ({ host }) {
  class JSStream { constructor() { host.unsupported('JSStream'); } }
  return { JSStream };
})
