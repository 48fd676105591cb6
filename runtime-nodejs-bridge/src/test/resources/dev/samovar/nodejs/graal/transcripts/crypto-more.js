'use strict';
// Ciphers beside AES, exchanges, sealed keys, primes.
const crypto = require('crypto');
const say = (...values) => print(values.map(String).join(' '));
const hash = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const fails = (what, body) => { try { body(); say(what, 'does not fail'); } catch (e) { say(what, e.name, e.code, e.message); } };

for (const [name, keyBytes, ivBytes] of [['chacha20-poly1305', 32, 12], ['des-ede3-cbc', 24, 8], ['aes-128-cfb', 16, 16],
  ['aes-192-ofb', 24, 16], ['aes-256-cfb8', 32, 16], ['id-aes256-wrap', 32, 8]]) {
  const key = Buffer.alloc(keyBytes, 'key'), iv = Buffer.alloc(ivBytes, 'iv');
  const options = name.startsWith('chacha') ? { authTagLength: 16 } : undefined;
  const cipher = crypto.createCipheriv(name, key, iv, options);
  const sealed = Buffer.concat([cipher.update('sixteen bytes...sixteen bytes...'), cipher.final()]);
  const decipher = crypto.createDecipheriv(name, key, iv, options);
  if (options) decipher.setAuthTag(cipher.getAuthTag());
  say(name, sealed.toString('hex'), options ? cipher.getAuthTag().toString('hex') : '-', Buffer.concat([decipher.update(sealed), decipher.final()]));
  say(JSON.stringify(crypto.getCipherInfo(name)));
}
fails('no data', () => crypto.createDecipheriv('aes-128-ecb', Buffer.alloc(16), '').final());
fails('short tag', () => crypto.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 5 }));
say(crypto.getCipherInfo('aes-128-cbc', { ivLength: 12 }), crypto.getCipherInfo(419).name);

for (const group of ['modp1', 'modp2', 'modp5', 'modp14', 'modp18']) say(group, hash(crypto.getDiffieHellman(group).getPrime()));
const one = crypto.getDiffieHellman('modp14'), two = crypto.createDiffieHellman(one.getPrime(), one.getGenerator());
one.generateKeys(); two.generateKeys();
say(one.computeSecret(two.getPublicKey()).equals(two.computeSecret(one.getPublicKey())), two.verifyError);
two.setPrivateKey(Buffer.from('0badcafe', 'hex')); two.generateKeys();
say(hash(two.getPublicKey()), two.getPublicKey().length);
fails('small', () => two.computeSecret(''));
fails('group', () => crypto.getDiffieHellman('none'));
fails('modulus', () => crypto.createDiffieHellman(1));
fails('no keys', () => crypto.createDiffieHellman(one.getPrime()).getPublicKey());
const pair = crypto.generateKeyPairSync('dh', { group: 'modp14' }), other = crypto.generateKeyPairSync('dh', { group: 'modp14' });
say(pair.publicKey.asymmetricKeyType, crypto.diffieHellman({ privateKey: pair.privateKey, publicKey: other.publicKey })
  .equals(crypto.diffieHellman({ privateKey: other.privateKey, publicKey: pair.publicKey })));
fails('groups', () => crypto.diffieHellman({ privateKey: pair.privateKey, publicKey: crypto.generateKeyPairSync('dh', { group: 'modp5' }).publicKey }));

const dsa = crypto.generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
say(JSON.stringify(dsa.publicKey.asymmetricKeyDetails), crypto.verify('sha256', 'text', dsa.publicKey, crypto.sign('sha256', 'text', dsa.privateKey)));
fails('dsa jwk', () => dsa.publicKey.export({ format: 'jwk' }));

const pss = crypto.generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 16 });
say(pss.privateKey.asymmetricKeyDetails.hashAlgorithm, pss.publicKey.asymmetricKeyDetails.saltLength,
  crypto.verify('sha256', 'text', pss.publicKey, crypto.sign('sha256', 'text', pss.privateKey)));
fails('pss encrypts', () => crypto.publicEncrypt(pss.publicKey, Buffer.from('x')));

const ec = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
for (const type of ['pkcs8', 'sec1']) for (const cipher of ['aes-256-cbc', 'aes-128-cbc', 'des-ede3-cbc']) {
  const pem = ec.privateKey.export({ format: 'pem', type, cipher, passphrase: 'secret' });
  say(type, cipher, pem.split('\n')[0], /DEK-Info/.test(pem), crypto.createPrivateKey({ key: pem, passphrase: 'secret' }).equals(ec.privateKey));
  fails('wrong', () => { try { crypto.createPrivateKey({ key: pem, passphrase: 'guess' }); } catch { throw new Error('refused'); } });
}
fails('unknown', () => ec.privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'none', passphrase: 'x' }));
const der = ec.privateKey.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' });
fails('no passphrase', () => crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
const known = crypto.createPrivateKey({ passphrase: 'secret', key: `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh7ENGigHMXjQICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEARYEEDsAADbBvKFMofMJCrNOehMEgZAO
fnrdDqtdeRKG+lwJSGzJ6Hmf0R/gt24g6hCVGin6OrZETE/j/C08FYMmUfud7A7s
JCQwwsVCq+YHLbnYpyDEXj8lOZlOZ0ezNSq6Q6cJDdyE1OEEkchwzM83VXii/Avi
9Jd0XnBvTPuWrw8NZI2+ufTS+37uPaHuxDHEVfDf6QxzmeYCKaeeUlphJ+eIyDE=
-----END ENCRYPTED PRIVATE KEY-----` });
say(known.asymmetricKeyType, hash(known.export({ format: 'der', type: 'pkcs8' })));

const point = '048ce2c1a0b4b6b4dd8a1b4ec1d0e8d8a5a6a3';
const ecdh = crypto.createECDH('prime256v1');
ecdh.setPrivateKey(hash('a').repeat(4), 'hex');
const small = ecdh.getPublicKey('hex', 'compressed');
say(small, crypto.ECDH.convertKey(small, 'prime256v1', 'hex', 'hex', 'uncompressed') === ecdh.getPublicKey('hex'));
fails('curve', () => crypto.ECDH.convertKey(Buffer.from(point, 'hex'), 'none'));
say(ecdh.computeSecret(small, 'hex', 'hex') === ecdh.computeSecret(ecdh.getPublicKey()).toString('hex'));

const bits = (bytes) => BigInt('0x' + Buffer.from(bytes).toString('hex')).toString(2).length;
say(bits(crypto.generatePrimeSync(65)), bits(crypto.generatePrimeSync(256, { safe: true })),
  crypto.generatePrimeSync(64, { add: 12n, rem: 5n, bigint: true }) % 12n);
say(crypto.checkPrimeSync(2n ** 127n - 1n), crypto.checkPrimeSync(2n ** 128n - 1n));
fails('hkdf', () => crypto.hkdfSync('sha256', 'a', '', '', 255 * 32 + 1));
fails('digest', () => crypto.hkdfSync('none', 'a', '', '', 1));
say(crypto.hash('sha1', 'text'), crypto.hash('md5', Buffer.from('text'), 'base64'));
