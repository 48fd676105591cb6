'use strict';
const assert = require('assert');
const crypto = require('crypto');

const kinds = [['rsa', { modulusLength: 2048 }, 'pkcs1'], ['ec', { namedCurve: 'P-256' }, 'sec1'], ['ed25519', {}, 'pkcs8']];
const ED25519 = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIERQMrAg/dN/DKF54KMPYQHz1Ti/598mky8FvkakFgZX
-----END PRIVATE KEY-----
`;

module.exports = {
  'a key is the same in every form'() {
    for (const [type, options, own] of kinds) {
      const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
      for (const form of ['pkcs8', own]) {
        assert.ok(crypto.createPrivateKey(privateKey.export({ type: form, format: 'pem' })).equals(privateKey));
        assert.ok(crypto.createPublicKey(privateKey.export({ type: form, format: 'pem' })).equals(publicKey));
      }
      assert.ok(crypto.createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' }).equals(privateKey));
      assert.ok(crypto.createPublicKey({ key: publicKey.export({ format: 'jwk' }), format: 'jwk' }).equals(publicKey));
    }
  },
  'what was signed is verified and nothing else is'() {
    for (const [type, options] of kinds) {
      const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
      const hash = type === 'ed25519' ? null : 'sha256';
      const signature = crypto.sign(hash, Buffer.from('hi'), privateKey);
      assert.strictEqual(crypto.verify(hash, Buffer.from('hi'), publicKey, signature), true);
      assert.strictEqual(crypto.verify(hash, Buffer.from('ho'), publicKey, signature), false);
    }
  },
  'a signature is the one that Node makes'() {
    assert.strictEqual(crypto.sign(null, Buffer.from('abc'), ED25519).toString('hex'), '9a5409567634cb33fa583a04949beb7aff2a5a3729ed2fd6d9d449dd249a5b86a40525f023899aab4f0d66ff6a02ef8dabb285449e5be09711f8a697de909606');
  },
  'the salt of PSS is found'() {
    const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const saltLength of [undefined, -1, 20]) {
      const signature = crypto.sign('sha256', Buffer.from('a'), { key: privateKey, padding: 6, saltLength });
      assert.ok(crypto.verify('sha256', Buffer.from('a'), { key: publicKey, padding: 6 }, signature));
    }
  },
  'what a public key encrypts its private key decrypts'() {
    const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const oaepHash of [undefined, 'sha256'])
      assert.strictEqual(String(crypto.privateDecrypt({ key: privateKey, oaepHash }, crypto.publicEncrypt({ key: publicKey, oaepHash }, Buffer.from('secret')))), 'secret');
  },
  'two agree on a secret'() {
    const [a, b] = [1, 2].map(() => crypto.createECDH('prime256v1'));
    a.generateKeys();
    b.generateKeys();
    assert.deepStrictEqual(a.computeSecret(b.getPublicKey()), b.computeSecret(a.getPublicKey()));
  },
  async 'the crypto of the web encrypts as Node does'() {
    const key = await crypto.subtle.importKey('raw', Buffer.alloc(32, 1), 'AES-GCM', true, ['encrypt', 'decrypt']);
    const iv = Buffer.alloc(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Buffer.from('data'));
    assert.strictEqual(sealed.byteLength, 20);
    assert.strictEqual(String(Buffer.from(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))), 'data');
  },
};
