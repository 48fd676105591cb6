'use strict';
(function ({ host }) {
  class StreamPipe { constructor() { host.unsupported('StreamPipe'); } }
  return { StreamPipe };
})
