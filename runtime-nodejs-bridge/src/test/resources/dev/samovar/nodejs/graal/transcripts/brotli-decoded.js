'use strict';
// Brotli decoded as it comes: pieces, flushes, ends that come too early or too late, damage.
const zlib = require('zlib');
const http = require('http');
const c = zlib.constants;
const say = (...values) => print(values.map(String).join(' '));
const tried = (name, work) => {
  try { say(name, work()); } catch (e) { say(name, e.name, e.code, e.errno, e.message); }
};
const digest = (bytes) => require('crypto').createHash('sha256').update(bytes).digest('hex').slice(0, 16);
// Of Node's encoder: with words of the dictionary, several block types, contexts.
const samples = {
  empty: 'Ow==',
  words: 'G5MAUI1Utb+iQssQnR23sbG/okF0hzR7ucGxBh61wPz4+9sROlAYEN2plD3Pgt/uavdnLsadLHQhJGf+F24=',
  mixed: 'YvQAgLPAOafTIIV0TT2t6fGxgXE6+bATJFUTKp0kONE0zaUp0mAw0gG+4icIS1uaxcxZ/V43PjpCirzN/U0t4xPbdXt76ahfhKEphTBYBosyCI/DBnT+rLryIBLg0yz94QyKDsR9UrRKkS398eygfPVoQ2j0gb2pPvyLaKlnqXc5YzlxhksRdXW6c1vvbu3wmpnhaWshW3T8nOyX4VKQ3+YmmHATwwt2K4nwmVDOzrzCtDOY1CmN59noAYfQZ/jKad+apxIeO+ttJ4I4c4mocs9tKLkiVE/uf/VnXxW33AGhfHr+r+3D6r0RayJFGcQ56r3Vv0XMjj75NE15WT9meZ4nbvN8xJeejgUvpz7BPWPokuuwtAOjBewK+ZxbtGR24ZahwITLiqib5ItOrfgFvUUMyZXpOGntLMw0fo2uuj5S3NxCgsFqPmjc5Jpu0KlDdblWsQZPN4dvXXs1N1ll2njCelRflKrBQjT10Y/KPX+LDJtPjxO4Fz9Z4QP4f1pSXkdZVI2tmUSKroO0Hw8M4mN1kDO5we7JW2TxnHjFK4/R8FPRqrdyZxY30FwawwsQgzOnffJkcXiSmxZvqGU39aB+5DTqB2MHPk+osGFn+TyDfA+r9waemsKwWh5MCpfMb+XAd98JjeOAt6gJ0Kjod69fPN4/DYeKAA/YACnHrvT+mRwzna2hqOZqDSfhTnmg/05UU++ibuIqnCtStpOqsdWxgbhtzY+vL1n7zWMOtxblNrmgM/vpgj7yZIymzVQ0Q+wfts+D/BT8JI71oCRmGFbxRAXIkE1n/4BFQ0/IBCll1yfZvaxpQ7sSG+HybssNH67LrG0mtLTA0zkh3o7PMO29SpgI6OawBnv2h/pFV7n/iq6DsTkmMU35KzcrJSP2xfJORGxc243VQTBqaY7oEEb57HuKHfr7VndWVBP9Aw==',
  long: 'G1kKABypUV/M7mxtpvrXCfggQoveObeyWdYgLNDR+tBRd5ff/34t5LpndF1CRRJ97ryP+Io3iITUcMPS7mkSVPD6G/+p3uGe7zvx/wBuev7PNXeTB/NbiPwyhangot/FskKygb2zOhvaCL85lZ/qIxloveuAE4+OpAdacTbvwTy72w4ta3OHF9oY0LZjMAhrLJebs2F8+mN+Sxzmt3XUDuHow2iprxIADynJKLxy/WxxQx55HMN7o2/dU5eOd4IMsb3mbfMnHnyGQVf2ez0UiAWhmGRuqt0Mg0jovhgADSr6LakVbxJSJJQJ/XakhWTBsvim5HJSfE49YHdj800A0zX7SRCnkwOSJp4YEvFAHnlvHV1ttGCrkhiQiO8U5kJuNQMQ6EnFQlooqE3mO8aGYqZmZ29iQlwOGQdFvV3qL8so20Mi2KcCy9xViig3RC7ICwH+VktJfi4JzN37C1AbIFW1edMlk4YoahHB0YvrzS2mptQWunG/KT4XvUfSnsQ6YqcC2lQBEGOvPZC+qLSgRWnpjIER35JM4liV5IfiqZqKnPFXMTQkQVNYv4AKpAkIT9J+Z3h1CDXECYlgoNRqpWjru2uV6YdelAoc1D/ORteobbOQLRsHAIkEXwnVQrJCQDY8a/y7ylIdfDS0kWx2Vcl9rUURTOOZSMNrfaiUoleg1bh8mYueToB8yLH28RN9j0Mf7/KkFpQ0LxUJZ50I68N5Pxu+/UXQeeGuXwvMEuXPEE5FXWqtOP+fq7KntbCk8pgdBYACZ9cqKIuW0/Iik4IKSOBTgZMiBiWbGpXlvz48xUkta+ZUxyZdhg17eCnFx4caM1ulYyexfmEfOND/UqfJVE0rQxM=',
};
for (const [name, text] of Object.entries(samples)) {
  const encoded = Buffer.from(text, 'base64');
  const decoded = zlib.brotliDecompressSync(encoded);
  say(name, decoded.length, digest(decoded), digest(zlib.brotliDecompressSync(encoded, { chunkSize: 64 })));
  tried(`${name} followed`, () => digest(zlib.brotliDecompressSync(Buffer.concat([encoded, Buffer.from('more')]))));
  tried(`${name} cut`, () => zlib.brotliDecompressSync(encoded.subarray(0, -1)).length);
  tried(`${name} cut and flushed`, () => zlib.brotliDecompressSync(encoded.subarray(0, -1), { finishFlush: c.BROTLI_OPERATION_FLUSH }).length <= decoded.length);
  tried(`${name} too long`, () => zlib.brotliDecompressSync(encoded, { maxOutputLength: 100 }).length);
  zlib.brotliDecompress(encoded, { maxOutputLength: 100 }, (e, bytes) => say(name, 'too long later', e && e.code, bytes && bytes.length));
  zlib.brotliDecompress(encoded.subarray(0, -1), (e) => say(name, 'cut later', e.code, e.errno, e.message));
  zlib.brotliDecompress(encoded, { info: true }, (e, { buffer, engine }) => say(name, 'info', digest(buffer), engine.bytesWritten));
  const parts = [];
  const stream = zlib.createBrotliDecompress({ chunkSize: 64 }).on('data', (part) => parts.push(part))
    .on('end', () => say(name, 'by bytes', digest(Buffer.concat(parts)), stream.bytesWritten)).on('error', (e) => say(e));
  for (const byte of encoded) stream.write(Buffer.of(byte));
  stream.end();
  // Each bit that is turned: where the error is one, it is Node's.
  const found = [];
  for (let bit = 0; bit < Math.min(encoded.length, 250) * 8; bit += 13) {
    const damaged = Buffer.from(encoded);
    damaged[bit >> 3] ^= 1 << (bit & 7);
    try {
      found.push(digest(zlib.brotliDecompressSync(damaged, { maxOutputLength: 1 << 20 })));
    } catch (e) {
      found.push(e.code + e.errno + e.message);
    }
  }
  found.forEach((outcome, i) => say(name, 'damaged', i, outcome));
}
for (const [name, hex] of Object.entries({ nothing: '', none: '6e6f2062726f746c69', window: '11', reserved: '1e', last: '03', 'two ends': '0303' }))
  tried(name, () => zlib.brotliDecompressSync(Buffer.from(hex, 'hex')).length);
tried('large', () => zlib.brotliDecompressSync(Buffer.from('EVrsAIAxUnvlB8VGzYJj9qZAesAhZ3oQfwsskcAhB3Q+JVkrr4gmI8415a6nlXI9', 'base64')).length);
tried('large, asked for', () => digest(zlib.brotliDecompressSync(Buffer.from('EVrsAIAxUnvlB8VGzYJj9qZAesAhZ3oQfwsskcAhB3Q+JVkrr4gmI8415a6nlXI9', 'base64'), { params: { [c.BROTLI_DECODER_PARAM_LARGE_WINDOW]: true } })));
tried('large, asked for not', () => zlib.brotliDecompressSync(Buffer.from('EVrsAIAxUnvlB8VGzYJj9qZAesAhZ3oQfwsskcAhB3Q+JVkrr4gmI8415a6nlXI9', 'base64'), { params: { [c.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 } }).length);
tried('other parameters', () => zlib.brotliDecompressSync(Buffer.of(3), { params: { [c.BROTLI_DECODER_PARAM_DISABLE_RING_BUFFER_REALLOCATION]: true } }).length);

// What has come is given before the end, also within a meta-block.
const long = Buffer.from(samples.long, 'base64');
const early = zlib.createBrotliDecompress();
early.once('data', (part) => {
  say('early', part.length > 500);
  early.on('data', () => {}).on('end', () => say('late'));
  early.end(long.subarray(-20));
});
early.write(long.subarray(0, -20));
const encoder = zlib.createBrotliCompress();
const decoder = zlib.createBrotliDecompress();
encoder.on('data', (part) => decoder.write(part));
const next = (i) => {
  decoder.once('data', (text) => {
    say('flushed', text);
    if (i < 4) next(i + 1);
    else decoder.end();
  });
  encoder.write(`event ${i}`);
  encoder.flush();
};
decoder.on('error', (e) => say('not ended', e.code, e.message));
next(0);

const again = zlib.createBrotliDecompress();
again.write(long.subarray(0, 100), () => {
  again.reset();
  while (again.read() !== null);
  const parts = [];
  again.on('data', (part) => parts.push(part)).on('end', () => say('again', digest(Buffer.concat(parts))));
  again.end(long);
});

const server = http.createServer((_, response) => {
  response.writeHead(200, { 'content-encoding': 'br' });
  response.write(long.subarray(0, 50));
  setTimeout(() => response.end(long.subarray(50)), 20);
}).listen(0, async () => {
  const text = await (await fetch(`http://localhost:${server.address().port}/`)).text();
  say('fetched', digest(text));
  server.close();
});
