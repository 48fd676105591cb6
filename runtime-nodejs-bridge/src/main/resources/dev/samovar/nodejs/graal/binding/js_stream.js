'use strict';
(function (realm, internalBinding) {
  const uv = internalBinding('uv');
  const { LibuvStreamWrap } = internalBinding('stream_wrap');
  const name = (status) => status === 0 ? undefined : uv.errname(status);

  // A stream of JavaScript that stands where a socket is wanted. Node gives it `onwrite` and the like.
  class JSStream extends LibuvStreamWrap {
    get fd() { return -1; }
    _use() {}
    _read() { this.onreadstart(); }
    _stop() { this.onreadstop(); }
    _write(bytes, told) {
      const { Buffer } = realm.require('buffer');
      this.onwrite({ told }, [Buffer.from(bytes)]);
    }
    _shutdown() { this.onshutdown({}); }
    readBuffer(chunk) { this._deliver(Uint8Array.prototype.slice.call(chunk).buffer, undefined); }
    emitEOF() { this._deliver(undefined, undefined); }
    finishWrite(request, status) { request.told(name(status)); }
    finishShutdown() {}
  }
  return { JSStream };
})
