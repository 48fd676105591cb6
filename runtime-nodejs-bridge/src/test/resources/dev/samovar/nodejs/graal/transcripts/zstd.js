'use strict';
// Zstandard, as far as what is printed does not depend on the encoder.
const zlib = require('zlib');
const { Readable, Writable } = require('stream');
const { pipeline } = require('stream/promises');
const c = zlib.constants;
const say = (...values) => print(values.map(String).join(' '));
const tried = (name, work) => {
  try { say(name, work()); } catch (e) { say(name, e.name, e.code, e.errno, e.message); }
};
const text = Array.from({ length: 9000 }, (_, i) => `line ${i} of ${i * i % 97}\n`).join('');
const noise = Buffer.from(Array.from({ length: 40000 }, (_, i) => (i * 2654435761 % 4294967296) >>> 13 & 255));

for (const [name, data] of Object.entries({ nothing: '', one: 'x', text, noise, zeros: Buffer.alloc(500000) }))
  for (const level of [-5, 1, 3, 22])
    for (const chunkSize of [64, 16384]) {
      const encoded = zlib.zstdCompressSync(data, { chunkSize, params: { [c.ZSTD_c_compressionLevel]: level, [c.ZSTD_c_checksumFlag]: level & 1 } });
      say(name, level, chunkSize, zlib.zstdDecompressSync(encoded, { chunkSize }).equals(Buffer.from(data)), encoded.length < data.length + 20);
    }
say(zlib.zstdCompressSync('').toString('hex'), zlib.zstdCompressSync('x').toString('hex'));

// What a real Node encoded: literals and sequences with codes of their own, a checksum.
const real = 'KLUv/WQ1AnUFAILLGRDQVw5UoAuOkUkmmZIMLFGMAD8wOATK/ktCf+OyOJfaxBQ/VOT5sGp+ItwbdfnfaOh56hVhR/6RBMf1x1DL7Kza0iWcyUKCivwUiT3OKkSqVMbYXvWrZHpkvBYrGyACg0MgAgIDoRB0qCCk9w7AGw4QgELeDNtlbRe5iIvIaotEpYLpzVea6QonXeH0roV57lvmNW7FmZ9MDKPXp314Aea9M2zAtDsXTHiWKaaP964=';
say('real', zlib.zstdDecompressSync(Buffer.from(real, 'base64')).toString() === Array.from({ length: 60 }, (_, i) => `line ${i} of ${i * i % 97}\n`).join(''));
tried('damaged', () => zlib.zstdDecompressSync(Buffer.from(real, 'base64').fill(255, 12, 40)).length);

for (const [name, value] of [['compressionLevel', 99], ['windowLog', 1], ['windowLog', 20], ['strategy', 130], ['checksumFlag', 2], ['minMatch', 9]])
  tried(`${name} ${value}`, () =>
    zlib.zstdDecompressSync(zlib.zstdCompressSync(text, { params: { [c['ZSTD_c_' + name]]: value } })).toString() === text);
tried('unknown', () => zlib.createZstdCompress({ params: { 10000: 1 } }));
tried('unknown too', () => zlib.createZstdCompress({ params: { 99: 1 } }));
tried('of decoders', () => zlib.createZstdDecompress({ params: { [c.ZSTD_d_windowLogMax]: 1 } }));
tried('flush', () => zlib.createZstdCompress({ flush: 4 }));
tried('no bytes', () => zlib.zstdCompressSync(5));
tried('too long', () => zlib.zstdCompressSync(noise, { maxOutputLength: 64 }));
tried('too long decoded', () => zlib.zstdDecompressSync(zlib.zstdCompressSync(text), { maxOutputLength: 64 }));
tried('nothing decoded', () => zlib.zstdDecompressSync('').length);
tried('none', () => zlib.zstdDecompressSync('this is none of it'));
const encoded = zlib.zstdCompressSync('hello hello', { params: { [c.ZSTD_c_checksumFlag]: 1 } });
tried('trailing', () => zlib.zstdDecompressSync(Buffer.concat([encoded, Buffer.from('zz')])));
tried('two', () => zlib.zstdDecompressSync(Buffer.concat([encoded, encoded])));
tried('early', () => zlib.zstdDecompressSync(encoded.subarray(0, 8)).length);
encoded[encoded.length - 1] ^= 1;
tried('sum', () => zlib.zstdDecompressSync(encoded));
const dictionary = Buffer.from('words that come again and again, in all that is said');
tried('dictionary', () => zlib.zstdDecompressSync(zlib.zstdCompressSync('words that come again and again', { dictionary }), { dictionary }));

for (const [promised, size] of [[0, 0], [0, 4], [4, 0], [4, 3], [3, 4], [4, 4]]) {
  const stream = zlib.createZstdCompress({ pledgedSrcSize: promised }).on('error', (e) => say('promised', promised, size, e.code, e.errno, e.message))
    .on('end', () => say('kept', promised, size));
  stream.write('x'.repeat(size), () => stream.resume().end());
}
const flushed = zlib.createZstdCompress();
flushed.write('first, ');
flushed.flush(() => {
  const decoder = zlib.createZstdDecompress().on('data', (data) => { say('decoded', data); });
  decoder.write(flushed.read(), () => {
    flushed.write('second');
    flushed.end(() => decoder.end(flushed.read(), () => say('ended')));
  });
});
const again = zlib.createZstdCompress();
again.write('forgotten');
again.flush(() => {
  again.read();
  again.reset();
  const parts = [];
  again.on('data', (part) => parts.push(part)).on('end', () => say('again', zlib.zstdDecompressSync(Buffer.concat(parts))));
  again.end('kept');
});
(async () => {
  const got = [];
  await pipeline(Readable.from(text.match(/[^]{1,1000}/g)), zlib.createZstdCompress({ chunkSize: 100, highWaterMark: 50 }), zlib.createZstdDecompress(),
    new Writable({ write(piece, _, done) { got.push(piece); setImmediate(done); } }));
  say('piped', Buffer.concat(got).toString() === text);
})();
