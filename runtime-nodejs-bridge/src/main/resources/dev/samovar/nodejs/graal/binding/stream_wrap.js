'use strict';
(function ({ host }, internalBinding) {
  const uv = internalBinding('uv');
  const { AsyncWrap } = internalBinding('async_wrap');
  const kReadBytesOrError = 0, kArrayBufferOffset = 1, kBytesWritten = 2, kLastWriteWasAsync = 3;
  const streamBaseState = new Int32Array(5);

  // What libuv's streams have in common. Subclasses move bytes: `_write(bytes, told)`, `_read(told)`, `_stop()`, `_shutdown()`, `_close()`.
  class LibuvStreamWrap extends AsyncWrap {
    constructor() {
      super();
      this.bytesRead = this.bytesWritten = 0;
      this.writeQueueSize = 0;
      this._alive = false;
      this._ref = true;
    }

    // The handle keeps the loop alive while it is in use, which is as long as it reads, unless it was unref'd.
    _use(on) {
      if (on === this._alive || (on && this._closed)) return;
      this._alive = on;
      if (this._ref) host.handleAlive(on);
    }
    ref() { if (!this._ref && this._alive) host.handleAlive(true); this._ref = true; }
    unref() { if (this._ref && this._alive) host.handleAlive(false); this._ref = false; }
    hasRef() { return this._ref && !this._closed; }
    get isStreamBase() { return true; }

    readStart() {
      this._use(true);
      this._read((content, failure) => this._arrived(content, failure));
      return 0;
    }
    readStop() {
      this._use(false);
      this._stop();
      return 0;
    }
    useUserBuffer() {}

    // Content that came, or the end of it.
    _arrived(content, failure) {
      if (content === undefined) this._use(false);
      this._deliver(content, failure);
    }
    _deliver(content, failure) {
      if (this._closed) return;
      if (content === undefined) {
        streamBaseState[kReadBytesOrError] = failure === undefined ? uv.UV_EOF : uv['UV_' + failure];
        this.asyncCall(this.onread, undefined);
        return;
      }
      this.bytesRead += content.byteLength;
      streamBaseState[kReadBytesOrError] = content.byteLength;
      streamBaseState[kArrayBufferOffset] = 0;
      this.asyncCall(this.onread, content);
    }

    _send(request, bytes) {
      const length = bytes.byteLength;
      request.asyncBegin('WRITEWRAP', request, this.getAsyncId());
      this.bytesWritten += length;
      streamBaseState[kBytesWritten] = length;
      streamBaseState[kLastWriteWasAsync] = 1;
      this._write(bytes, (failure, message) => {
        const status = failure === undefined ? 0 : uv['UV_' + failure];
        if (message !== undefined) request.error = message;
        request.asyncCall(request.oncomplete, status, this, undefined);
        request.asyncEnd();
      });
      return 0;
    }
    writeBuffer(request, buffer) { return this._send(request, buffer); }
    writeUtf8String(request, text) { return this._send(request, new Uint8Array(host.bytesOf(text, 'utf8'))); }
    writeAsciiString(request, text) { return this._send(request, new Uint8Array(host.bytesOf(text, 'latin1'))); }
    writeLatin1String(request, text) { return this._send(request, new Uint8Array(host.bytesOf(text, 'latin1'))); }
    writeUcs2String(request, text) { return this._send(request, new Uint8Array(host.bytesOf(text, 'utf16le'))); }
    writev(request, chunks, allBuffers) {
      const { Buffer } = host.realm().require('buffer');
      const buffers = [];
      if (allBuffers) buffers.push(...chunks);
      else for (let i = 0; i < chunks.length; i += 2) buffers.push(typeof chunks[i] === 'string' ? Buffer.from(chunks[i], chunks[i + 1]) : chunks[i]);
      return this._send(request, Buffer.concat(buffers));
    }

    shutdown(request) {
      request.asyncBegin('SHUTDOWNWRAP', request, this.getAsyncId());
      host.later(() => {
        this._shutdown();
        request.asyncCall(request.oncomplete, 0);
        request.asyncEnd();
      });
      return 0;
    }

    close(told) {
      if (this._closed) return;
      this._use(false);
      this._closed = true;
      this._close();
      host.later(() => {
        if (typeof told === 'function') this.asyncCall(told);
        this.asyncEnd();
      });
    }
    reset(told) { this.close(told); return 0; }
  }

  class WriteWrap extends AsyncWrap {}
  class ShutdownWrap extends AsyncWrap {}
  return { LibuvStreamWrap, WriteWrap, ShutdownWrap, kReadBytesOrError, kArrayBufferOffset, kBytesWritten, kLastWriteWasAsync, streamBaseState };
})
