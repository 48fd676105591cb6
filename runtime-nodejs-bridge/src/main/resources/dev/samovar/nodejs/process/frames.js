'use strict';

// Frames over the socket to the host: the length of what follows (32 bits, big endian), a kind (8), the number of parts
// (16), and for each part its length (32) and its bytes.

const HEAD = 3;

// A frame whose parts are texts or bytes.
function frame(kind, parts) {
  let length = HEAD;
  const sizes = parts.map((part) => typeof part === 'string' ? Buffer.byteLength(part) : part.length);
  for (const size of sizes) length += 4 + size;
  const bytes = Buffer.allocUnsafe(4 + length);
  let at = bytes.writeUInt32BE(length, 0);
  at = bytes.writeUInt8(kind, at);
  at = bytes.writeUInt16BE(parts.length, at);
  parts.forEach((part, i) => {
    at = bytes.writeUInt32BE(sizes[i], at);
    if (typeof part === 'string') bytes.write(part, at);
    else bytes.set(part, at);
    at += sizes[i];
  });
  return bytes;
}

// Takes bytes as they come, and gives each frame to `got(kind, parts)`. The parts are copies.
function reader(got) {
  let head = Buffer.alloc(4);
  let body;
  let filled = 0;

  return (bytes) => {
    for (let at = 0; at < bytes.length;) {
      const into = body ?? head;
      const count = Math.min(into.length - filled, bytes.length - at);
      bytes.copy(into, filled, at, at + count);
      filled += count;
      at += count;
      if (filled < into.length) return;
      filled = 0;
      if (body === undefined) {
        body = Buffer.allocUnsafeSlow(head.readUInt32BE(0));
      } else {
        const whole = body;
        body = undefined;
        got(whole[0], parts(whole));
      }
    }
  };
}

function parts(body) {
  const all = [];
  let at = HEAD;
  for (let i = body.readUInt16BE(1); i > 0; i--) {
    const size = body.readUInt32BE(at);
    at += 4;
    all.push(body.subarray(at, at + size));
    at += size;
  }
  return all;
}

module.exports = { frame, reader };
