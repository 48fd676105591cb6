const c = require('crypto');
const util = require('util');
for (const h of ['md5', 'sha1', 'sha256', 'SHA512', 'sha3-256', 'RSA-SHA256', 'sha512-256'])
  print(h + c.createHash(h).update('a').update(Buffer.from('b')).digest('hex'));
try {
  c.createHash('nope');
} catch (e) {
  print(e.message + e.code);
}
print(
  c.createHmac('sha256', 'key').update('data').digest('base64') + c.createHmac('sha1', '').update('').digest('hex'),
);
print(c.pbkdf2Sync('pw', 'salt', 1000, 32, 'sha512').toString('hex'));
print(c.scryptSync('pw', 'salt', 32).toString('hex'));
print(Buffer.from(c.hkdfSync('sha256', 'key', 'salt', 'info', 42)).toString('hex'));
print(
  c.randomBytes(8).length +
    ' ' +
    c.randomUUID().length +
    ' ' +
    (c.randomInt(5) < 5) +
    c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')),
);
for (const m of ['aes-256-cbc', 'aes-128-ctr', 'aes-192-ecb', 'aes-256-gcm']) {
  const info = c.getCipherInfo(m);
  const key = Buffer.alloc(info.keyLength, 1),
    iv = info.ivLength ? Buffer.alloc(info.ivLength, 2) : null;
  const e = c.createCipheriv(m, key, iv);
  if (m.includes('gcm')) e.setAAD(Buffer.from('aad'));
  const x = Buffer.concat([e.update('hello world, hello'), e.final()]);
  const d = c.createDecipheriv(m, key, iv);
  if (m.includes('gcm')) {
    d.setAAD(Buffer.from('aad'));
    d.setAuthTag(e.getAuthTag());
    print(e.getAuthTag().toString('hex'));
  }
  print(m + x.toString('hex') + d.update(x) + d.final() + util.inspect(info));
}
try {
  const d = c.createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
  d.setAuthTag(Buffer.alloc(16));
  d.update('zz');
  d.final();
} catch (e) {
  print(e.message);
}
try {
  const d = c.createDecipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(16));
  d.update('0123456789abcdef');
  d.final();
} catch (e) {
  print(e.code);
}
try {
  c.createCipheriv('aes-256-cbc', Buffer.alloc(3), Buffer.alloc(16));
} catch (e) {
  print(e.message + e.code);
}
try {
  c.createCipheriv('zzz', Buffer.alloc(3), Buffer.alloc(16));
} catch (e) {
  print(e.message + e.code);
}
print(
  c.hash('sha1', 'x') +
    util.inspect(c.createSecretKey('abc').export()) +
    c.createSecretKey(Buffer.from('abc')).export({ format: 'jwk' }).k,
);
c.pbkdf2('a', 'b', 1, 8, 'sha1', (e, k) => print('cb ' + k.toString('hex')));
c.randomBytes(4, (e, b) => print('rb ' + b.length));
c.subtle
  .digest('SHA-256', new TextEncoder().encode('x'))
  .then((d) => print('subtle ' + Buffer.from(d).toString('hex')));
c.createHash('sha256')
  .on('readable', function () {
    const d = this.read();
    if (d) print('stream ' + d.toString('hex'));
  })
  .end('zz');
c.subtle
  .importKey('raw', Buffer.from('key'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  .then((k) => c.subtle.sign('HMAC', k, Buffer.from('d')))
  .then(
    (s) => print('hm ' + Buffer.from(s).toString('hex')),
    (e) => print(e.stack),
  );
