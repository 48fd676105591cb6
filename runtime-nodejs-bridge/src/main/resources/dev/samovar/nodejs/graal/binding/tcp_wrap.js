'use strict';
(function ({ host }, internalBinding) {
  const uv = internalBinding('uv');
  const { LibuvStreamWrap } = internalBinding('stream_wrap');
  const { AsyncWrap } = internalBinding('async_wrap');
  const SERVER = 1;
  const code = (failure) => failure === undefined ? 0 : uv['UV_' + failure];

  class TCP extends LibuvStreamWrap {
    constructor(type, socket, triggerId) {
      super();
      this.asyncBegin(type === SERVER ? 'TCPSERVERWRAP' : 'TCPWRAP', this, triggerId);
      this.socket = socket ?? host.tcp();
    }

    get fd() { return -1; }
    open() { return uv.UV_ENOTSUP; }
    bind(address, port) { return code(host.tcpBind(this.socket, address, port)); }
    bind6(address, port) { return this.bind(address, port); }

    listen(backlog) {
      const failure = host.tcpListen(this.socket, backlog, (socket) =>
        this.asyncCall(() => this.onconnection(0, new TCP(0, socket, this.getAsyncId()))));
      if (failure === undefined) this._use(true);
      return code(failure);
    }

    connect(request, address, port) {
      request.asyncBegin('TCPCONNECTWRAP', request, this.getAsyncId());
      return code(host.tcpConnect(this.socket, address, port, (failure) => {
        if (this._closed) return;
        if (failure === undefined) this._use(true);
        request.asyncCall(request.oncomplete, code(failure), this, request, true, true);
        request.asyncEnd();
      }));
    }
    connect6(request, address, port) { return this.connect(request, address, port); }

    getsockname(target) { return this.#name(target, false); }
    getpeername(target) { return this.#name(target, true); }
    #name(target, peer) {
      const found = host.tcpAddress(this.socket, peer);
      if (found === undefined) return uv.UV_ENOTCONN;
      [target.address, target.family, target.port] = found;
      return 0;
    }

    setNoDelay(on) { return code(host.tcpNoDelay(this.socket, on)); }
    setKeepAlive(on) { return code(host.tcpKeepAlive(this.socket, on)); }
    setSimultaneousAccepts() { return 0; }

    _read(told) { host.tcpRead(this.socket, told); }
    _stop() { host.tcpStop(this.socket); }
    _write(bytes, told) { host.tcpWrite(this.socket, bytes, told); }
    _shutdown() { host.tcpShutdown(this.socket); }
    _close() { host.tcpClose(this.socket); }
  }

  class TCPConnectWrap extends AsyncWrap {}
  return { TCP, TCPConnectWrap, constants: { SOCKET: 0, SERVER, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 } };
})
