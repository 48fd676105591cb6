'use strict';
(function ({ host, hooks }) {
  const kStringMaxLength = 536870888;
  const units = { hex: 2, base64: 4 / 3, base64url: 4 / 3, utf16le: 1 / 2 };
  const slice = (encoding) => function (start = 0, end = this.length) {
    if ((end - start) * (units[encoding] ?? 1) > kStringMaxLength) {
      const { ERR_STRING_TOO_LONG } = host.realm().require('internal/errors').codes;
      throw ERR_STRING_TOO_LONG ? new ERR_STRING_TOO_LONG() : Object.assign(
        new Error(`Cannot create a string longer than 0x${kStringMaxLength.toString(16)} characters`), { code: 'ERR_STRING_TOO_LONG' });
    }
    return host.decode(this, encoding, start, end);
  };
  const attached = (view) => {
    if (ArrayBuffer.isView(view) || !view.detached) return view;
    throw Object.assign(new Error('Cannot validate on a detached buffer'), { code: 'ERR_INVALID_STATE' });
  };
  const write = (encoding) => function (text, offset, length) { return host.encodeInto(this, encoding, text, offset ?? 0, length ?? this.length - (offset ?? 0)); };
  const writeStatic = (encoding) => (buffer, text, offset, length) => host.encodeInto(buffer, encoding, text, offset ?? 0, length ?? buffer.length - (offset ?? 0));
  return {
    kMaxLength: 2147483647, kStringMaxLength,
    setBufferPrototype(prototype) { hooks.bufferPrototype = prototype; },
    getZeroFillToggle: () => new Uint32Array(1),
    byteLengthUtf8: (text) => host.byteLengthUtf8(text),
    copy(source, target, targetStart, sourceStart, count) { host.copyBytes(source, target, targetStart, sourceStart, count); return count; },
    copyArrayBuffer(target, targetOffset, source, sourceOffset, count) {
      new Uint8Array(target, targetOffset, count).set(new Uint8Array(source, sourceOffset, count));
    },
    compare: (a, b) => host.compareBytes(a, 0, a.length, b, 0, b.length),
    compareOffset: (a, b, bStart, aStart, bLength, aLength) => host.compareBytes(a, aStart, aStart + aLength, b, bStart, bStart + bLength),
    fill: (buffer, value, start, end, encoding) => host.fillBytes(buffer, value, start, end, encoding),
    indexOfBuffer: (buffer, value, offset, encoding, forward) => host.indexOfBytes(buffer, value, offset, encoding, forward),
    indexOfNumber: (buffer, value, offset, forward) => host.indexOfByte(buffer, value, offset, forward),
    indexOfString: (buffer, value, offset, encoding, forward) => host.indexOfText(buffer, value, offset, encoding, forward),
    swap16: (buffer) => host.swapBytes(buffer, 2), swap32: (buffer) => host.swapBytes(buffer, 4), swap64: (buffer) => host.swapBytes(buffer, 8),
    isUtf8: (view) => host.isUtf8(attached(view)), isAscii: (view) => host.isAscii(attached(view)),
    atob: (text) => host.atob(text), btoa: (text) => host.btoa(text),
    asciiSlice: slice('ascii'), base64Slice: slice('base64'), base64urlSlice: slice('base64url'), latin1Slice: slice('latin1'),
    hexSlice: slice('hex'), ucs2Slice: slice('utf16le'), utf8Slice: slice('utf8'),
    base64Write: write('base64'), base64urlWrite: write('base64url'), hexWrite: write('hex'), ucs2Write: write('utf16le'),
    asciiWriteStatic: writeStatic('latin1'), latin1WriteStatic: writeStatic('latin1'), utf8WriteStatic: writeStatic('utf8'),
    utf8Write: write('utf8'),
    createFromString: (text, encoding) => Object.setPrototypeOf(new Uint8Array(host.bytesOf(text, encoding)), hooks.bufferPrototype),
    createUnsafeArrayBuffer: (size) => new ArrayBuffer(size),
  };
})
