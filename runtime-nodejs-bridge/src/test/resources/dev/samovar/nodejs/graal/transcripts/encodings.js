const { StringDecoder } = require('string_decoder');
const util = require('util');
const d = new StringDecoder('utf8');
let s = '';
for (const b of Buffer.from('h€llo 😀')) s += '[' + d.write(Buffer.from([b])) + ']';
print(s + d.end());
const u = new StringDecoder('utf16le');
print(
  JSON.stringify([u.write(Buffer.from([0x3d, 0xd8, 0x4d])), u.write(Buffer.from([0xdc])), u.end(Buffer.from([1]))]),
);
const b6 = new StringDecoder('base64');
print(b6.write(Buffer.from('ab')) + '|' + b6.write(Buffer.from('cd')) + '|' + b6.end());
for (const e of ['utf-8', 'utf-16le', 'latin1', 'shift_jis', 'windows-1252', 'nope']) {
  try {
    print(
      e + ' ' + new TextDecoder(e).encoding + ' ' + new TextDecoder(e).decode(new Uint8Array([0x82, 0xb1, 0x41, 0xff])),
    );
  } catch (x) {
    print(x.code + x.message);
  }
}
try {
  new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]));
} catch (e) {
  print(e.code + ' ' + e.message + ' ' + e.name);
}
print(
  JSON.stringify(
    new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 65])) +
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 65])).length,
  ),
);
const td = new TextDecoder();
print(td.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + td.decode(new Uint8Array([0xac])));
print(
  util.inspect(new TextEncoder().encode('é😀\ud800')) +
    util.inspect(new TextEncoder().encodeInto('é😀', new Uint8Array(5))),
);
print(atob('aGk=') + btoa('hi'));
for (const x of ['a', '*', 'aGk=a'])
  try {
    print(atob(x));
  } catch (e) {
    print(e.name + e.message);
  }
try {
  btoa('€');
} catch (e) {
  print(e.name + e.message);
}
for (const e of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'ucs2']) {
  const b = Buffer.from('zażółć 1f', e);
  print(e + ' ' + b.toString('hex') + ' ' + b.toString(e) + ' ' + Buffer.byteLength('zażółć 1f', e));
}
const b = Buffer.alloc(10);
print(
  b.write('€€€€') +
    b.toString('hex') +
    b.indexOf('€') +
    b.indexOf(0x82) +
    b.lastIndexOf('€') +
    b.includes('x') +
    b.fill('ab').toString() +
    b.fill(0).equals(Buffer.alloc(10)) +
    Buffer.compare(Buffer.from('a'), Buffer.from('b')) +
    Buffer.concat([Buffer.from('x'), Buffer.from('y')])
      .swap16()
      .toString(),
);
b.writeDoubleBE(1.5, 0);
b.writeInt16LE(-2, 8);
print(b.toString('hex') + b.readDoubleBE(0) + b.readInt16LE(8) + b.readBigUInt64BE(0));
print(util.inspect(Buffer.from('test')) + JSON.stringify(Buffer.from('t')) + Buffer.from([1, 2, 3]).toJSON().data);
print(
  require('buffer').isUtf8(Buffer.from([0xc3])) +
    ' ' +
    require('buffer').isAscii(Buffer.from('a')) +
    require('buffer').transcode(Buffer.from('€'), 'utf8', 'ucs2').toString('hex'),
);
