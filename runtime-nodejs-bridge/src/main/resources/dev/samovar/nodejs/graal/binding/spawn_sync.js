'use strict';
(function ({ host }) {
  return { spawn: () => host.unsupported('child_process') };
})
