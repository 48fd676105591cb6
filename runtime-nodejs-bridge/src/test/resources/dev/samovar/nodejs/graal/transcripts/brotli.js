'use strict';
// Brotli encoded, as far as what is printed does not depend on the encoder.
const zlib = require('zlib');
const { Readable, Writable } = require('stream');
const { pipeline } = require('stream/promises');
const { promisify } = require('util');
const c = zlib.constants;
const say = (...values) => print(values.map(String).join(' '));
const tried = (name, work) => {
  try { say(name, work()); } catch (e) { say(name, e.name, e.code, e.errno, e.message); }
};
const text = Array.from({ length: 9000 }, (_, i) => `line ${i} of ${i * i % 97}\n`).join('');
const noise = Buffer.from(Array.from({ length: 40000 }, (_, i) => (i * 2654435761 % 4294967296) >>> 13 & 255));

// In one piece, and in pieces of the output's smallest size.
for (const [name, data] of Object.entries({ nothing: '', one: 'x', text, noise, zeros: Buffer.alloc(500000) }))
  for (const quality of [0, 4, 9, 11])
    for (const chunkSize of [64, 16384]) {
      const encoded = zlib.brotliCompressSync(data, { chunkSize, params: { [c.BROTLI_PARAM_QUALITY]: quality } });
      say(name, quality, chunkSize, zlib.brotliDecompressSync(encoded).equals(Buffer.from(data)), encoded.length < data.length + 20);
    }
say('nothing is', zlib.brotliCompressSync('').length, 'flushed', zlib.brotliCompressSync('', { finishFlush: c.BROTLI_OPERATION_FLUSH }).length,
  'metadata', zlib.brotliCompressSync('', { finishFlush: c.BROTLI_OPERATION_EMIT_METADATA }).length);
say('views', ...[new Uint16Array([1, 2]), new DataView(new ArrayBuffer(4)), new ArrayBuffer(2)].map((view) =>
  zlib.brotliDecompressSync(zlib.brotliCompressSync(view)).toString('hex')));

// Parameters: those out of range are brought into it, unknown ones refused.
for (const [name, value] of [['QUALITY', 99], ['LGWIN', 3], ['LGWIN', 10], ['LGWIN', 24], ['LGWIN', 30], ['LGBLOCK', 77], ['MODE', c.BROTLI_MODE_TEXT],
  ['MODE', 9], ['SIZE_HINT', 5], ['NPOSTFIX', 9], ['NDIRECT', 999], ['LARGE_WINDOW', false], ['DISABLE_LITERAL_CONTEXT_MODELING', true],
  ['DISABLE_LITERAL_CONTEXT_MODELING', 2]])
  tried(`${name} ${value}`, () =>
    zlib.brotliDecompressSync(zlib.brotliCompressSync(text, { params: { [c['BROTLI_PARAM_' + name]]: value } })).toString() === text);
tried('unknown', () => zlib.createBrotliCompress({ params: { 10: 1 } }));
tried('negative', () => zlib.createBrotliCompress({ params: { '-1': 1 } }));
tried('a string', () => zlib.createBrotliCompress({ params: { [c.BROTLI_PARAM_QUALITY]: '5' } }));
tried('of decoders', () => zlib.createBrotliDecompress({ params: { 5: 1 } }));
tried('flush', () => zlib.createBrotliCompress({ flush: 4 }));
tried('chunk', () => zlib.createBrotliCompress({ chunkSize: 1 }));
tried('no bytes', () => zlib.brotliCompressSync(5));
tried('too long', () => zlib.brotliCompressSync(noise, { maxOutputLength: 64 }));
tried('just fits', () => zlib.brotliCompressSync(text, { maxOutputLength: text.length }).length > 64);
tried('too long decoded', () => zlib.brotliDecompressSync(zlib.brotliCompressSync(text), { maxOutputLength: 64 }));
zlib.brotliCompress(noise, { maxOutputLength: 64 }, (e) => say('too long later', e.code));
zlib.brotliCompress(text, { info: true }, (e, { buffer, engine }) =>
  say('info', engine.constructor.name, engine.bytesWritten, zlib.brotliDecompressSync(buffer).toString() === text));

// What was flushed can be decoded, without the end.
const flushed = zlib.createBrotliCompress();
flushed.write('first, ');
flushed.flush(() => {
  const first = flushed.read();
  say('first', zlib.brotliDecompressSync(Buffer.concat([first, Buffer.of(3)])));
  flushed.write('second');
  flushed.flush(() => {
    const second = flushed.read();
    flushed.flush(() => say('nothing more', flushed.read()));
    flushed.end(() => say('second', zlib.brotliDecompressSync(Buffer.concat([first, second, Buffer.of(3)]))));
  });
});
const always = zlib.createBrotliCompress({ flush: c.BROTLI_OPERATION_FLUSH });
const pieces = [];
always.on('data', (piece) => pieces.push(piece)).on('end', () =>
  say('always', pieces.length > 2, zlib.brotliDecompressSync(Buffer.concat(pieces))));
always.write('one ', () => always.write('two ', () => always.end('three')));

// Metadata is not decoded.
const bare = (operation) => zlib.brotliCompressSync('skipped', { finishFlush: operation });
say('metadata', zlib.brotliDecompressSync(Buffer.concat([bare(c.BROTLI_OPERATION_EMIT_METADATA), Buffer.of(3)])).length);

// Begun again, and used when it is over.
const again = zlib.createBrotliCompress();
again.write('forgotten');
again.flush(() => {
  again.read();
  again.reset();
  const parts = [];
  again.on('data', (part) => parts.push(part)).on('end', () => say('again', zlib.brotliDecompressSync(Buffer.concat(parts))));
  again.end('kept');
});
const over = zlib.createBrotliCompress().on('error', (e) => say('over', e.code, e.errno, e.message)).resume();
over._processChunk(Buffer.from('a'), c.BROTLI_OPERATION_FINISH, () => over._processChunk(Buffer.from('b'), c.BROTLI_OPERATION_FINISH, () => {}));
const closed = zlib.createBrotliCompress().on('close', () => say('closed', closed._closed));
closed.write('some');
closed.close();

(async () => {
  const [compress, decompress] = [promisify(zlib.brotliCompress), promisify(zlib.brotliDecompress)];
  say('promised', (await decompress(await compress(text))).toString() === text);
  const got = [];
  await pipeline(Readable.from(text.match(/[^]{1,1000}/g)), zlib.createBrotliCompress({ chunkSize: 100, highWaterMark: 50 }), zlib.createBrotliDecompress(),
    new Writable({ write(piece, _, done) { got.push(piece); setImmediate(done); } }));
  say('piped', Buffer.concat(got).toString() === text);
  const web = new Blob([text]).stream();
  const some = [];
  for await (const piece of Readable.fromWeb(web).pipe(new zlib.BrotliCompress())) some.push(piece);
  say('of the web', zlib.brotliDecompressSync(Buffer.concat(some)).toString() === text);
})();
