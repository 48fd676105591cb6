'use strict';
// Brotli decoded, files of several members, flushes, checksums that go on.
const zlib = require('zlib');
const brotli = Buffer.from('Gy0A+KVAWHKQQ6rJAYhApo1GAA==', 'base64');
const say = (...values) => print(values.map(String).join(' '));
say(zlib.brotliDecompressSync(brotli));
zlib.brotliDecompress(brotli, (error, result) => say('later', error, result));
zlib.brotliDecompress(brotli.subarray(0, 10), (error) => say('early', error.code, error.message));
zlib.brotliDecompress(Buffer.from('no brotli at all, is it'), (error) => say('none', error instanceof Error));
const parts = [];
const stream = zlib.createBrotliDecompress().on('data', (part) => parts.push(part)).on('end', () => say('stream', Buffer.concat(parts).length));
for (const byte of brotli) stream.write(Buffer.from([byte]));
stream.end();
say(zlib.gunzipSync(Buffer.concat([zlib.gzipSync('abc'), zlib.gzipSync('def'), Buffer.alloc(10)])));
say(zlib.unzipSync(Buffer.concat([zlib.deflateSync('abc'), zlib.deflateSync('def')])));
try { zlib.gunzipSync(Buffer.concat([zlib.gzipSync('abc'), Buffer.from([0x1f, 0x8b, 0xff, 0xff]), Buffer.alloc(10)])); } catch (e) { say(e.code, e.message); }
say(zlib.crc32('world', zlib.crc32('hello ')) === zlib.crc32('hello world'), zlib.constants.Z_MAX_CHUNK);
try { zlib.constants.Z_OK = 1; } catch (e) { say(e.name); }
const gzip = zlib.createGzip();
gzip.write('flushed');
gzip.flush(zlib.constants.Z_PARTIAL_FLUSH, () => {
  const chunk = gzip.read();
  say('partly', zlib.gunzipSync(chunk, { finishFlush: zlib.constants.Z_SYNC_FLUSH }));
});
const deflate = zlib.createDeflate({ level: 9 });
const out = [];
deflate.on('data', (part) => out.push(part)).on('end', () => say('changed', zlib.inflateSync(Buffer.concat(out)).length));
deflate.write(Buffer.alloc(5000, 'ab'), () => deflate.params(0, zlib.constants.Z_DEFAULT_STRATEGY, () => deflate.end(Buffer.alloc(5000, 'cd'))));

// A head as long as whoever sent it likes, in one piece and in many.
const named = (name) => {
  const bytes = zlib.gzipSync('named');
  bytes[3] = 8;
  return Buffer.concat([bytes.subarray(0, 10), Buffer.from(name + '\0'), bytes.subarray(10)]);
};
say('long name', zlib.gunzipSync(named('n'.repeat(3_000_000))));
const texts = [];
const pieces = zlib.createGunzip().on('data', (part) => texts.push(part)).on('end', () => say('in pieces', texts.join('')));
for (const byte of named('name')) pieces.write(Buffer.of(byte));
pieces.end();
const neither = zlib.createUnzip().on('error', (error) => say('neither', error.code));
neither.write(Buffer.of(0x1f), () => neither.end(Buffer.of(0)));
