'use strict';
(function ({ host }) {
  class FSEvent { constructor() { host.unsupported('fs.watch'); } }
  return { FSEvent };
})
