'use strict';
(function ({ host }) {
  const kMissingBytes = 4, kBufferedBytes = 5, kEncodingField = 6;
  const encodings = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];

  // How many bytes at the end are the beginning of a character, and how many it has in all.
  const tails = {
    utf8(bytes, length) {
      for (let back = 1; back <= Math.min(3, length); back++) {
        const byte = bytes[length - back];
        if ((byte & 0xc0) === 0x80) continue;
        const whole = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
        return whole > back ? [back, whole] : [0, 0];
      }
      return [0, 0];
    },
    utf16le(bytes, length) {
      if (length % 2 === 1) return [1, 2];
      return length > 0 && (bytes[length - 1] & 0xfc) === 0xd8 ? [2, 4] : [0, 0];
    },
    base64: (bytes, length) => [length % 3, 3],
    base64url: (bytes, length) => [length % 3, 3],
  };

  function decode(state, chunk) {
    const encoding = encodings[state[kEncodingField]];
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const tail = tails[encoding];
    if (!tail) return host.decode(bytes, encoding, 0, bytes.length);
    const kept = state[kBufferedBytes];
    const all = new Uint8Array(kept + bytes.length);
    all.set(state.subarray(0, kept));
    all.set(bytes, kept);
    const [left, whole] = tail(all, all.length);
    state.set(all.subarray(all.length - left));
    state[kBufferedBytes] = left;
    state[kMissingBytes] = left === 0 ? 0 : whole - left;
    return host.decode(all, encoding, 0, all.length - left);
  }

  function flush(state) {
    const encoding = encodings[state[kEncodingField]];
    const kept = encoding === 'utf16le' ? state[kBufferedBytes] & ~1 : state[kBufferedBytes];
    state[kBufferedBytes] = state[kMissingBytes] = 0;
    return kept === 0 ? '' : host.decode(state, encoding, 0, kept);
  }

  return {
    kIncompleteCharactersStart: 0, kIncompleteCharactersEnd: 4, kMissingBytes, kBufferedBytes, kEncodingField, kNumFields: 7,
    kSize: 7, encodings, decode, flush,
  };
})
