'use strict';
(function ({ host }, internalBinding) {
  const { LibuvStreamWrap } = internalBinding('stream_wrap');

  // The standard streams are pipes; there are no others.
  class Pipe extends LibuvStreamWrap {
    constructor(type) {
      super();
      this.type = type;
      this.asyncBegin('PIPEWRAP');
    }
    open(fd) { this.descriptor = fd; return 0; }
    get fd() { return this.descriptor; }
    bind() { return host.unsupported('Unix domain sockets'); }
    listen() { return host.unsupported('Unix domain sockets'); }
    connect() { return host.unsupported('Unix domain sockets'); }
    setBlocking() { return 0; }
    setPendingInstances() {}
    fchmod() { return 0; }
    _read(told) { host.later(() => told(undefined, undefined)); }
    _stop() {}
    _write(bytes, told) {
      host.standardOutput(bytes);
      host.later(() => told(undefined));
    }
    _shutdown() {}
    _close() {}
  }
  class PipeConnectWrap {}
  return { Pipe, PipeConnectWrap, constants: { SOCKET: 0, SERVER: 1, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 } };
})
