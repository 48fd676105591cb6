'use strict';
(function ({ host }) {
  class Process { constructor() { host.unsupported('child_process'); } }
  return { Process };
})
