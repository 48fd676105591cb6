'use strict';

// Records in the child's standard output: the token, a byte, a length (32 bits, big endian), and text. They are written at
// once, so that they keep their order among everything else that is written there, and are not lost when Node crashes.

const { writeSync } = require('fs');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const STANDARD_OUTPUT = 1;
const LONGEST = 1024 * 1024;

function records(tokenHex) {
  const token = Buffer.from(tokenHex, 'hex');

  function write(kind, text) {
    const size = Math.min(Buffer.byteLength(text), LONGEST);
    const bytes = Buffer.allocUnsafe(token.length + 5 + size);
    token.copy(bytes);
    bytes.writeUInt8(kind, token.length);
    bytes.writeUInt32BE(size, token.length + 1);
    const written = bytes.write(text, token.length + 5, size);
    bytes.fill(0x20, token.length + 5 + written);
    writeAll(bytes);
  }

  return {
    message: (level, text) => write(LEVELS.indexOf(level) + 1, text),
    mark: () => write(0, ''),
  };
}

// Whoever else has the pipe may have made it one that does not wait.
function writeAll(bytes) {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(STANDARD_OUTPUT, bytes, at);
    } catch (error) {
      if (error.code === 'EPIPE') return;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

// Has `process.stdout` and `process.stderr` write at once too, from when the function first uses them.
function writeStandardStreamsAtOnce() {
  for (const name of ['stdout', 'stderr']) {
    const property = Object.getOwnPropertyDescriptor(process, name);
    let stream;
    Object.defineProperty(process, name, {
      ...property,
      get() {
        if (stream === undefined) {
          stream = property.get.call(process);
          stream._handle?.setBlocking?.(true);
        }
        return stream;
      },
    });
  }
}

module.exports = { records, writeStandardStreamsAtOnce };
