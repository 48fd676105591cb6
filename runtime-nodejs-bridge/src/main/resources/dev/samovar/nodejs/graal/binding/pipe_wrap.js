'use strict';
(function ({ host }, internalBinding) {
  const uv = internalBinding('uv');
  const { LibuvStreamWrap } = internalBinding('stream_wrap');
  const { AsyncWrap } = internalBinding('async_wrap');
  const SERVER = 1;
  const code = (failure) => failure === undefined ? 0 : uv['UV_' + failure];

  // Of pipes only Unix domain sockets are asked for, since the standard streams are files.
  class Pipe extends LibuvStreamWrap {
    #name;
    constructor(type, socket) {
      super();
      this.asyncBegin(type === SERVER ? 'PIPESERVERWRAP' : 'PIPEWRAP');
      this.socket = socket ?? host.pipe();
    }

    get fd() { return -1; }
    open() { return uv.UV_ENOTSUP; }
    fchmod() { return 0; }
    setPendingInstances() {}

    bind(path) {
      // A name that begins with a zero is in no directory, and so nobody's own.
      if (path.startsWith('\0')) return uv.UV_EACCES;
      const place = host.fs_newPlace(path);
      const failure = place.failure ?? host.pipeBind(this.socket, place);
      if (failure === undefined) this.#name = path;
      return code(failure === 'ENOENT' ? 'EACCES' : failure);
    }
    listen() {
      const failure = host.pipeListen(this.socket, (socket) =>
        this.asyncCall(() => this.onconnection(0, new Pipe(0, socket))));
      if (failure === undefined) this._use(true);
      return code(failure);
    }
    connect(request, path) {
      request.asyncBegin('PIPECONNECTWRAP', request, this.getAsyncId());
      const told = (failure) => {
        if (this._closed) return;
        if (failure === undefined) this._use(true);
        request.asyncCall(request.oncomplete, code(failure), this, request, true, true);
        request.asyncEnd();
      };
      const place = path.startsWith('\0') ? { failure: 'ECONNREFUSED' } : host.fs_place(path);
      const failure = place.failure ?? host.pipeConnect(this.socket, place);
      host.later(() => told(failure));
      return 0;
    }

    _read(told) { host.pipeRead(this.socket, told); }
    _stop() { host.pipeStop(this.socket); }
    _write(bytes, told) { host.pipeWrite(this.socket, bytes, told); }
    _shutdown() { host.pipeShutdown(this.socket); }
    _close() {
      host.pipeClose(this.socket);
      if (this.#name !== undefined) host.fs_unlink(this.#name);
    }
  }

  class PipeConnectWrap extends AsyncWrap {}
  return { Pipe, PipeConnectWrap, constants: { SOCKET: 0, SERVER, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 } };
})
