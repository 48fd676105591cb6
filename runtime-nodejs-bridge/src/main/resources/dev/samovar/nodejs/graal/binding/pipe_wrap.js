'use strict';
(function ({ host }, internalBinding) {
  const { LibuvStreamWrap } = internalBinding('stream_wrap');

  // Of pipes only Unix domain sockets are asked for, since the standard streams are files: who wants one is told.
  class Pipe extends LibuvStreamWrap {
    constructor(type) {
      super();
      this.type = type;
      this.asyncBegin('PIPEWRAP');
    }
    bind() { return host.unsupported('Unix domain sockets'); }
    connect() { return host.unsupported('Unix domain sockets'); }
    _close() {}
  }
  class PipeConnectWrap {}
  return { Pipe, PipeConnectWrap, constants: { SOCKET: 0, SERVER: 1, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 } };
})
