'use strict';
(function ({ host, hooks }) {
  const CHUNK = 65536;
  hooks.cloneable ??= Symbol('cloneable');

  // The bytes of a blob, which never change, so that slices and clones share them.
  class BlobHandle {
    constructor(bytes) { this.bytes = bytes; }
    slice(start, end) { return new BlobHandle(this.bytes.subarray(start, end)); }
    getReader() {
      let at = 0;
      return {
        pull: (told) => {
          if (at >= this.bytes.length) { told(0, undefined, undefined); return; }
          const chunk = this.bytes.slice(at, at + CHUNK);
          at += chunk.length;
          told(1, chunk.buffer, undefined);
        },
      };
    }
  }
  BlobHandle.prototype[hooks.cloneable] = true;

  const bytesOf = (part) => part instanceof BlobHandle ? part.bytes
    : ArrayBuffer.isView(part) ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength) : new Uint8Array(part);

  function joined(parts) {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  const stored = new Map();
  return {
    createBlob: (sources) => new BlobHandle(joined(sources.map(bytesOf))),
    createBlobFromFilePath(path) {
      const fs = host.realm().require('fs');
      try {
        const bytes = new Uint8Array(fs.readFileSync(path));
        return [new BlobHandle(bytes), bytes.length];
      } catch {
        return undefined;
      }
    },
    concat: (views) => joined(views.map(bytesOf)).buffer,
    storeDataObject(id, handle, size, type) { stored.set(id, [handle, size, type]); },
    getDataObject: (id) => stored.get(id),
    revokeObjectURL(text) {
      const id = /^blob:nodedata:([^?#]+)$/.exec(text)?.[1];
      if (id !== undefined) stored.delete(id);
    },
  };
})
