'use strict';
(function ({ host }) {
  return { TTY: class TTY { constructor() { host.unsupported('terminals'); } }, isTTY: () => false };
})
