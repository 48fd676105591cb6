const z = require('zlib');
const data = Buffer.from('hello world '.repeat(500));
for (const [a, b] of [
  ['gzipSync', 'gunzipSync'],
  ['deflateSync', 'inflateSync'],
  ['deflateRawSync', 'inflateRawSync'],
  ['gzipSync', 'unzipSync'],
  ['deflateSync', 'unzipSync'],
]) {
  const x = z[a](data);
  print(a + (x.length < 200) + z[b](x).equals(data));
}
z.gzip('x', (e, r) => z.gunzip(r, (e2, t) => print('async ' + t)));
try {
  z.gunzipSync(Buffer.from('nonsense'));
} catch (e) {
  print(e.message + e.code + e.errno);
}
try {
  z.inflateSync(z.deflateSync(data).subarray(0, 20));
} catch (e) {
  print(e.message + e.code);
}
try {
  z.inflateRawSync(Buffer.from([0xff, 0xff, 0xff]));
} catch (e) {
  print(e.message + e.code);
}
print(z.gunzipSync(Buffer.concat([z.gzipSync('a'), z.gzipSync('b')])) + ' ' + z.crc32('hello'));
const g = z.createGzip();
const chunks = [];
g.on('data', (c) => chunks.push(c)).on('end', () => print('piped ' + z.gunzipSync(Buffer.concat(chunks))));
g.write('one ');
g.flush(() => {
  g.write('two');
  g.end();
});
const d = z.createInflate();
d.on('error', (e) => print('stream ' + e.code));
d.end('bad');
print(
  z.inflateSync(z.deflateSync('dict word', { dictionary: Buffer.from('word') }), { dictionary: Buffer.from('word') }) +
    '',
);
try {
  z.inflateSync(z.deflateSync('dict word', { dictionary: Buffer.from('word') }));
} catch (e) {
  print(e.message + e.code);
}
z.promises;
require('util')
  .promisify(z.deflate)(Buffer.alloc(100000, 'ab'))
  .then((x) => print('p ' + z.inflateSync(x).length));
