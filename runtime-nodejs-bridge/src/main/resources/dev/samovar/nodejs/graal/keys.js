'use strict';
// The part of `crypto` that has to do with keys: secret ones, and those that come in pairs.
(function ({ host, hooks }, { Job, view, Buffer, internalBinding }) {
  const SECRET = 0, PUBLIC = 1, PRIVATE = 2;
  const DER = 0, PEM = 1, JWK = 2;
  const PKCS1 = 0, PKCS8 = 1, SPKI = 2, SEC1 = 3;
  const RAW_FORMAT = 0, PKCS8_FORMAT = 1, SPKI_FORMAT = 2;
  const PLAIN_SIGNATURE = 1;
  const OAEP_PADDING = 4;
  const webCurves = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  // Curves that Node knows and the JDK does not.
  const otherCurves = ['secp224r1', 'secp256k1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'];
  const invalidCurve = () => Object.assign(new TypeError('Invalid EC curve name'), { code: 'ERR_CRYPTO_INVALID_CURVE' });
  const edwards = { Ed25519: 'ed25519', Ed448: 'ed448', X25519: 'x25519', X448: 'x448' };
  const edwardsByNid = { 1087: 'ed25519', 1088: 'ed448', 1034: 'x25519', 1035: 'x448' };
  const webEdwards = Object.fromEntries(Object.entries(edwards).map(([web, own]) => [own, web]));
  hooks.cloneable ??= Symbol('cloneable');

  function failed(message, code, extra) { return Object.assign(new Error(message), { ...extra, code }); }
  const unreadable = () => failed('error:1E08010C:DECODER routines::unsupported', 'ERR_OSSL_UNSUPPORTED',
    { library: 'DECODER routines', reason: 'unsupported' });

  const badDecrypt = () => failed('error:1C800064:Provider routines::bad decrypt', 'ERR_OSSL_BAD_DECRYPT',
    { library: 'Provider routines', reason: 'bad decrypt' });

  // What the host answers; a text says what is wrong.
  function done(result, error = (text) => new Error(text)) {
    if (typeof result === 'string') throw error(result);
    return result;
  }

  const bytes64 = (text) => Buffer().from(text, 'base64url');
  const text64 = (bytes) => Buffer().from(bytes).toString('base64url');

  function pem(label, der, head = '') {
    const lines = Buffer().from(der).toString('base64').match(/.{1,64}/g).join('\n');
    return `-----BEGIN ${label}-----\n${head}${lines}\n-----END ${label}-----\n`;
  }

  // A sealed key begins with how it is sealed, and any other with a number.
  const isSealed = (der) => der[(der[1] & 0x80) === 0 ? 2 : 2 + (der[1] & 0x7f)] === 0x30;

  // The pair that some bytes say. Of PEM the first block that fits is read.
  function read(type, data, format, encoding, passphrase) {
    if (format === DER) {
      const labels = encoding === PKCS1 ? [type === PUBLIC ? 'RSA PUBLIC KEY' : 'RSA PRIVATE KEY', 'RSA PRIVATE KEY']
        : encoding === SEC1 ? ['EC PRIVATE KEY'] : encoding === SPKI ? ['PUBLIC KEY']
          : passphrase === undefined ? ['PRIVATE KEY'] : ['ENCRYPTED PRIVATE KEY', 'PRIVATE KEY'];
      if (type === PUBLIC && encoding === undefined) labels.push('PUBLIC KEY');
      for (const label of labels) {
        const found = host.keyRead(label, view(data), passphrase);
        if (typeof found !== 'string') return found;
      }
      if (type === PRIVATE && passphrase === undefined && isSealed(view(data)))
        throw Object.assign(new TypeError('Passphrase required for encrypted key'), { code: 'ERR_MISSING_PASSPHRASE' });
      throw failed('error:1E08010C:DECODER routines::unsupported', 'ERR_OSSL_UNSUPPORTED', { library: 'DECODER routines', reason: 'unsupported' });
    }
    const text = Buffer().from(view(data)).toString('latin1');
    const found = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/.exec(text);
    if (found === null) throw unreadable();
    const [, label, content] = found;
    const sealed = /DEK-Info: ([A-Za-z0-9-]+),([0-9A-Fa-f]+)/.exec(content);
    if (type === PRIVATE && !label.endsWith('PRIVATE KEY')) throw unreadable();
    if ((label === 'ENCRYPTED PRIVATE KEY' || sealed !== null) && passphrase === undefined) {
      throw failed('error:07880109:common libcrypto routines::interrupted or cancelled', 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED',
        { library: 'common libcrypto routines', reason: 'interrupted or cancelled' });
    }
    let der = Buffer().from(content.replace(/^[A-Za-z-]+:.*$/gm, ''), 'base64');
    if (sealed !== null) der = done(host.keySealBefore(false, sealed[1].toLowerCase(), Buffer().from(sealed[2], 'hex'), view(passphrase), der), badDecrypt);
    return done(host.keyRead(label, der, passphrase), label === 'ENCRYPTED PRIVATE KEY' ? badDecrypt : unreadable);
  }

  class KeyObjectHandle {
    init(type, data, format, encoding, passphrase) {
      this.type = type;
      if (type === SECRET) {
        const bytes = view(data);
        this.secret = new Uint8Array(bytes.byteLength);
        this.secret.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        return;
      }
      const pair = data instanceof KeyObjectHandle ? data.pair : read(type, data, format, encoding, passphrase);
      this.pair = type === PUBLIC ? host.keyPublic(pair) : pair;
    }
    static of(type, pair) {
      const handle = new KeyObjectHandle();
      handle.type = type;
      handle.pair = type === PUBLIC ? host.keyPublic(pair) : pair;
      return handle;
    }

    getSymmetricKeySize() { return this.secret.length; }
    getAsymmetricKeyType() { return host.keyType(this.pair); }
    keyDetail(target) {
      if (this.secret !== undefined) return Object.assign(target, { length: this.secret.length * 8 });
      const type = host.keyType(this.pair);
      if (type.startsWith('rsa')) {
        const [n, e] = host.keyNumbers(this.pair).map((number) => Buffer().from(number));
        Object.assign(target, { modulusLength: n.length * 8 - Math.clz32(n[0]) + 24, publicExponent: new Uint8Array(e).buffer });
        const only = host.keyPss(this.pair);
        if (only !== undefined) [target.hashAlgorithm, target.mgf1HashAlgorithm, target.saltLength] = only;
        return target;
      }
      if (type === 'dsa') {
        [target.modulusLength, target.divisorLength] = host.keyDsaBits(this.pair);
        return target;
      }
      return type === 'ec' ? Object.assign(target, { namedCurve: host.keyCurve(this.pair) }) : target;
    }
    checkEcKeyData() { return true; }
    equals(other) {
      if (this.type !== other.type) return false;
      if (this.secret !== undefined) return this.secret.length === other.secret.length && host.sameBytes(this.secret, other.secret);
      return host.sameBytes(...[this, other].map((each) => host.keyWrite(each.pair, this.type === PUBLIC ? SPKI : PKCS8)));
    }

    export(format, encoding, cipher, passphrase) {
      if (this.secret !== undefined) return Buffer().from(this.secret);
      return written(this, format, encoding, cipher, passphrase);
    }

    exportJwk(target) {
      if (this.secret !== undefined) return Object.assign(target, { kty: 'oct', k: text64(this.secret) });
      const type = host.keyType(this.pair);
      if (type === 'rsa') {
        const names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
        target.kty = 'RSA';
        host.keyNumbers(this.pair).forEach((number, i) => { target[names[i]] = text64(number); });
        return target;
      }
      if (type === 'ec') {
        const [x, y, d] = host.keyCoordinates(this.pair).map(text64);
        Object.assign(target, { kty: 'EC', x, y, crv: webCurves[host.keyCurve(this.pair)] });
        return d === undefined ? target : Object.assign(target, { d });
      }
      const { ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE } = host.realm().require('internal/errors').codes;
      if (webEdwards[type] === undefined) throw ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE
        ? new ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE() : failed('Unsupported JWK Key Type.', 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE');
      Object.assign(target, { crv: webEdwards[type] });
      if (this.type === PRIVATE) target.d = text64(host.keyRaw(this.pair, true));
      return Object.assign(target, { x: text64(host.keyRaw(this.pair, false)), kty: 'OKP' });
    }

    // Answers what kind of key it is, or undefined.
    initJwk(jwk, curve) {
      if (jwk.kty === 'oct') {
        this.init(SECRET, bytes64(jwk.k));
        return SECRET;
      }
      const names = jwk.kty === 'RSA' ? ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] : ['x', 'y', 'd'];
      const numbers = names.filter((name) => jwk[name] !== undefined).map((name) => bytes64(jwk[name]));
      const pair = jwk.kty === 'RSA' ? host.keyOfNumbers(numbers) : host.keyOfPoint(curve ?? jwk.crv, numbers);
      if (typeof pair === 'string') return undefined;
      this.pair = pair;
      this.type = jwk.d === undefined ? PUBLIC : PRIVATE;
      return this.type;
    }
    initECRaw(curve, data) { return this.#initRaw(PUBLIC, host.keyOfRawPoint(curve, view(data))); }
    initEDRaw(name, data, type) { return this.#initRaw(type, host.keyOfEdwards(edwards[name], view(data), type === PRIVATE)); }
    #initRaw(type, pair) {
      if (typeof pair === 'string') return false;
      this.type = type;
      this.pair = pair;
      return true;
    }
  }
  KeyObjectHandle.prototype[hooks.cloneable] = true;

  const unknownCipher = () => failed('Unknown cipher', 'ERR_CRYPTO_UNKNOWN_CIPHER');

  function written(handle, format, encoding, cipher, passphrase) {
    if (format === JWK) return handle.exportJwk({});
    const plain = done(host.keyWrite(handle.pair, encoding));
    const sealed = cipher !== undefined && cipher !== null;
    if (sealed && !host.keySealKnown(cipher)) throw unknownCipher();
    const der = sealed && encoding === PKCS8 ? done(host.keySeal(plain, cipher, view(passphrase))) : plain;
    if (format === DER) return Buffer().from(der);
    const half = handle.type === PUBLIC ? 'PUBLIC KEY' : 'PRIVATE KEY';
    const label = encoding === PKCS1 ? `RSA ${half}` : encoding === SEC1 ? `EC ${half}` : half;
    if (!sealed) return pem(label, der);
    if (encoding === PKCS8) return pem(`ENCRYPTED ${label}`, der);
    const iv = new Uint8Array(host.keySealIv(cipher));
    host.randomFill(iv, 0, iv.length);
    const head = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher.toUpperCase()},${Buffer().from(iv).toString('hex').toUpperCase()}\n\n`;
    return pem(label, done(host.keySealBefore(true, cipher, iv, view(passphrase), plain)), head);
  }

  // A key as functions take it: a handle, or bytes and how to read them.
  function keyOf(type, data, format, encoding, passphrase) {
    if (data instanceof KeyObjectHandle) return data.pair;
    return read(type, data, format, encoding, passphrase);
  }

  // --- signing

  const invalidDigest = (name) => failed(`Invalid digest: ${name}`, 'ERR_CRYPTO_INVALID_DIGEST');
  const refusedSign = (message) => message.startsWith('Invalid digest') ? failed(message, 'ERR_CRYPTO_INVALID_DIGEST')
    : message.startsWith('illegal') ? failed(`error:1C8000A5:Provider routines::${message}`, 'ERR_OSSL_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE', { library: 'Provider routines', reason: message })
    : new Error(message);

  class Signing {
    #parts = [];
    init(algorithm) {
      this.algorithm = algorithm;
      if (host.hash(algorithm) === undefined) throw failed('Invalid digest', 'ERR_CRYPTO_INVALID_DIGEST');
    }
    update(data, encoding) {
      this.#parts.push(typeof data === 'string' ? Buffer().from(data, encoding) : Buffer().from(view(data)));
    }
    get content() { return Buffer().concat(this.#parts); }
  }
  class Sign extends Signing {
    sign(data, format, encoding, passphrase, padding, salt, kind) {
      const pair = keyOf(PRIVATE, data, format, encoding, passphrase);
      return Buffer().from(done(host.sign(pair, this.algorithm, padding ?? 0, salt ?? -2, kind === PLAIN_SIGNATURE, this.content), refusedSign));
    }
  }
  class Verify extends Signing {
    verify(data, format, encoding, passphrase, signature, padding, salt, kind) {
      const pair = keyOf(PUBLIC, data, format, encoding, passphrase);
      return done(host.verify(pair, this.algorithm, padding ?? 0, salt ?? -2, kind === PLAIN_SIGNATURE, this.content, view(signature)), refusedSign);
    }
  }
  class SignJob extends Job {
    constructor(mode, signs, data, format, encoding, passphrase, content, algorithm, salt, padding, kind, signature) {
      super(mode);
      const verifies = signs === 1;
      const pair = keyOf(verifies ? PUBLIC : PRIVATE, data, format, encoding, passphrase);
      const plain = kind === PLAIN_SIGNATURE;
      const hash = algorithm ?? (/^(ed|x)/.test(host.keyType(pair)) ? '' : 'sha256');
      if (hash !== '' && host.hash(hash) === undefined) throw invalidDigest(hash);
      const bytes = view(content);
      this.work = () => verifies
        ? done(host.verify(pair, hash, padding ?? 0, salt ?? -2, plain, bytes, view(signature)), refusedSign)
        : done(host.sign(pair, hash, padding ?? 0, salt ?? -2, plain, bytes), refusedSign);
    }
  }

  // --- making

  class PairJob extends Job {
    constructor(mode, make, [publicFormat, publicType, privateFormat, privateType, cipher, passphrase]) {
      super(mode);
      if (cipher !== undefined && cipher !== null && !host.keySealKnown(cipher)) throw unknownCipher();
      this.work = () => {
        const pair = done(make());
        const half = (type, format, encoding) => {
          const handle = KeyObjectHandle.of(type, pair);
          if (format === undefined) return handle;
          return type === PRIVATE ? written(handle, format, encoding, cipher, passphrase) : written(handle, format, encoding);
        };
        return [half(PUBLIC, publicFormat, publicType), half(PRIVATE, privateFormat, privateType)];
      };
    }
  }
  class RsaKeyPairGenJob extends PairJob {
    constructor(mode, variant, bits, exponent, ...rest) {
      const pss = variant === 1;
      const way = pss ? rest.splice(0, 3) : [];
      for (const hash of way.slice(0, 2)) if (hash !== undefined && host.hash(hash) === undefined) throw invalidDigest(hash);
      super(mode, () => pss ? host.keyRsaPss(bits, exponent, ...way) : host.keyRsa(bits, exponent), rest);
    }
  }
  class DsaKeyPairGenJob extends PairJob {
    constructor(mode, bits, divisorBits, ...rest) { super(mode, () => host.keyDsa(bits, divisorBits), rest); }
  }
  class EcKeyPairGenJob extends PairJob {
    constructor(mode, curve, encoding, ...rest) {
      if (!(curve in webCurves) && !Object.values(webCurves).includes(curve)) {
        const { ERR_CRYPTO_JWK_UNSUPPORTED_CURVE } = host.realm().require('internal/errors').codes;
        if (otherCurves.includes(curve) && (rest[0] === JWK || rest[2] === JWK))
          throw ERR_CRYPTO_JWK_UNSUPPORTED_CURVE ? new ERR_CRYPTO_JWK_UNSUPPORTED_CURVE(curve)
            : failed(`Unsupported JWK EC curve: ${curve}.`, 'ERR_CRYPTO_JWK_UNSUPPORTED_CURVE');
        throw invalidCurve();
      }
      super(mode, () => host.keyEc(curve), rest);
    }
  }
  class NidKeyPairGenJob extends PairJob {
    constructor(mode, nid, ...rest) { super(mode, () => host.keyEdwards(edwardsByNid[nid]), rest); }
  }

  class ExportJob extends Job {
    constructor(mode, format, handle) {
      super(mode);
      this.work = () => format === RAW_FORMAT ? host.keyRaw(handle.pair, handle.type === PRIVATE)
        : done(host.keyWrite(handle.pair, format === PKCS8_FORMAT ? PKCS8 : SPKI));
    }
  }

  // --- encrypting and agreeing

  const crypting = (encrypts, type) => (data, format, encoding, passphrase, content, padding, hash, label) =>
    Buffer().from(done(host.rsaCrypt(keyOf(type, data, format, encoding, passphrase), encrypts, type === PRIVATE, view(content),
      padding, hash ?? 'sha1', label === undefined ? undefined : view(label)), undecryptable));
  const undecryptable = (message) => message.startsWith('operation not supported')
    ? failed('error:1C8000B2:Provider routines::operation not supported for this keytype', 'ERR_OSSL_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE',
      { library: 'Provider routines', reason: 'operation not supported for this keytype' })
    : /^(unknown|not)/.test(message) ? new Error(message)
    : failed('error:02000079:rsa routines::oaep decoding error', 'ERR_OSSL_RSA_OAEP_DECODING_ERROR', { library: 'rsa routines', reason: 'oaep decoding error' });

  class RSACipherJob extends Job {
    constructor(mode, decrypts, handle, data, variant, hash, label) {
      super(mode);
      const encrypts = decrypts === 0;
      this.work = () => done(host.rsaCrypt(handle.pair, encrypts, !encrypts, view(data), OAEP_PADDING, hash, label === undefined ? undefined : view(label)));
    }
  }
  const disagreed = (message) => /mismatching/.test(message)
    ? failed('error:1C8000CB:Provider routines::mismatching domain parameters', 'ERR_OSSL_MISMATCHING_DOMAIN_PARAMETERS', { library: 'Provider routines', reason: 'mismatching domain parameters' })
    : failed('error:1C800122:Provider routines::failed during derivation', 'ERR_OSSL_FAILED_DURING_DERIVATION', { library: 'Provider routines', reason: 'failed during derivation' });
  class ECDHBitsJob extends Job {
    constructor(mode, publicHandle, privateHandle) {
      super(mode);
      this.work = () => done(host.agree(privateHandle.pair, publicHandle.pair));
    }
  }

  // A point in one of its three forms: both coordinates, one and which of two it is, or all of that.
  function pointIn(form, pair) {
    const point = Buffer().from(host.keyRaw(pair, false));
    if (form === 4) return point;
    const half = (point.length - 1) / 2, odd = point[point.length - 1] & 1;
    if (form === 6) { point[0] = 6 | odd; return point; }
    return Buffer().concat([Buffer().from([2 | odd]), point.subarray(1, 1 + half)]);
  }
  function ECDHConvertKey(point, curve, form) {
    if (view(point).byteLength === 0) return Buffer().alloc(0);
    if (!(curve in webCurves)) throw invalidCurve();
    return pointIn(form, done(host.keyOfRawPoint(curve, view(point)), () => failed('Failed to convert Buffer to EC_POINT', 'ERR_CRYPTO_OPERATION_FAILED')));
  }

  const invalidPoint = () => failed('Public key is not valid for specified curve', 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY');
  class ECDH {
    constructor(curve) {
      this.curve = curve;
      if (!(curve in webCurves)) throw invalidCurve();
    }
    generateKeys() { this.pair = done(host.keyEc(this.curve)); }
    computeSecret(other) { return Buffer().from(done(host.agree(this.pair, done(host.keyOfRawPoint(this.curve, view(other)), invalidPoint)))); }
    getPublicKey(form) {
      if (this.pair === undefined) throw failed('Failed to get ECDH public key', 'ERR_CRYPTO_OPERATION_FAILED');
      return pointIn(form, this.pair);
    }
    getPrivateKey() {
      if (this.pair === undefined) throw failed('Failed to get ECDH private key', 'ERR_CRYPTO_OPERATION_FAILED');
      return Buffer().from(host.keyCoordinates(this.pair)[2]);
    }
    setPrivateKey(bytes) {
      const oids = { prime256v1: '06082a8648ce3d030107', secp384r1: '06052b81040022', secp521r1: '06052b81040023' };
      const number = view(bytes), oid = Buffer().from(oids[this.curve], 'hex');
      const content = Buffer().concat([Buffer().from([2, 1, 1, 4, number.length]), number, Buffer().from([0xa0, oid.length]), oid]);
      this.pair = done(host.keyRead('EC PRIVATE KEY', Buffer().concat([Buffer().from([0x30, content.length]), content]), undefined),
        () => failed('Private key is not valid for specified curve.', 'ERR_CRYPTO_INVALID_KEYPAIR'));
    }
    setPublicKey(bytes) { this.pair = done(host.keyOfRawPoint(this.curve, view(bytes)), invalidPoint); }
  }

  return {
    KeyObjectHandle, Sign, Verify, SignJob, PairJob, RsaKeyPairGenJob, DsaKeyPairGenJob, EcKeyPairGenJob, NidKeyPairGenJob, ECDH, ECDHConvertKey, ECDHBitsJob, RSACipherJob,
    RSAKeyExportJob: ExportJob, ECKeyExportJob: ExportJob,
    statelessDH: (privateHandle, publicHandle) => Buffer().from(done(host.agree(privateHandle.pair, publicHandle.pair), disagreed)),
    publicEncrypt: crypting(true, PUBLIC), privateDecrypt: crypting(false, PRIVATE),
    privateEncrypt: crypting(true, PRIVATE), publicDecrypt: crypting(false, PUBLIC),
  };
})
