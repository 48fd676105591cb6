'use strict';
(function (realm, internalBinding) {
  const { host } = realm;
  const unsupported = (what) => class { constructor() { host.unsupported(what); } };
  const { AsyncWrap } = internalBinding('async_wrap');
  const kCryptoJobAsync = 0, kCryptoJobSync = 1;

  const Buffer = () => host.realm().require('buffer').Buffer;
  const view = (value) => value instanceof keys.KeyObjectHandle ? value.secret
    : value?.handle instanceof keys.KeyObjectHandle ? value.handle.secret
    : typeof value === 'string' ? new Uint8Array(host.bytesOf(value, 'utf8'))
    : value instanceof Uint8Array ? value
    : ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
  const input = (data, encoding) => typeof data === 'string' ? new Uint8Array(host.bytesOf(data, encoding ?? 'utf8')) : data;
  const output = (bytes, encoding) => {
    const buffer = Buffer().from(bytes);
    return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
  };

  // OpenSSL's numbers of AES with keys of 128, 192 and 256 bits.
  const aesNids = {
    ecb: [418, 422, 426], cbc: [419, 423, 427], ofb: [420, 424, 428], cfb: [421, 425, 429], cfb8: [653, 654, 655],
    ctr: [904, 905, 906], gcm: [895, 898, 901],
  };
  const gcmTags = [4, 8, 12, 13, 14, 15, 16];
  const nidOf = (name, mode, keyLength) => mode === 'wrap' ? [788, 789, 790][keyLength / 8 - 2] : name === 'chacha20-poly1305' ? 1018 : name === 'des-ede3-cbc' ? 44 : aesNids[mode][keyLength / 8 - 2];

  const providers = {
    RandomBytesJob: 'RANDOMBYTESREQUEST', PBKDF2Job: 'PBKDF2REQUEST', ScryptJob: 'SCRYPTREQUEST', HashJob: 'HASHREQUEST',
    SignJob: 'SIGNREQUEST', HmacJob: 'SIGNREQUEST', SecretKeyGenJob: 'KEYGENREQUEST', RsaKeyPairGenJob: 'KEYPAIRGENREQUEST',
    EcKeyPairGenJob: 'KEYPAIRGENREQUEST', NidKeyPairGenJob: 'KEYPAIRGENREQUEST', AESCipherJob: 'CIPHERREQUEST', RSACipherJob: 'CIPHERREQUEST',
  };

  // A piece of work that is done at once, or told of later.
  class Job extends AsyncWrap {
    constructor(mode) {
      super();
      this.mode = mode;
      if (mode === kCryptoJobAsync) this.asyncBegin(providers[new.target.name] ?? 'DERIVEBITSREQUEST');
    }
    run() {
      if (this.mode === kCryptoJobSync) return this.#result();
      host.later(() => {
        this.asyncCall(this.ondone, ...this.#result());
        this.asyncEnd();
      });
      return undefined;
    }
    #result() {
      try {
        return [undefined, this.work()];
      } catch (error) {
        return [error, undefined];
      }
    }
  }

  const keys = host.own('keys')(realm, { Job, view, Buffer, internalBinding });

  let made;
  const certificates = () => made ??= host.own('certificates')(realm, { keys, view, Buffer });

  class Hash {
    constructor(algorithm, length) {
      this.handle = algorithm instanceof Hash ? host.hashCopy(algorithm.handle) : host.hash(algorithm);
      if (this.handle === undefined) {
        throw new Error('Digest method not supported');
      }
    }
    update(data, encoding) { host.hashUpdate(this.handle, input(data, encoding)); return true; }
    digest(encoding) {
      this.result ??= host.hashDigest(this.handle);
      return output(this.result, encoding);
    }
  }

  class Hmac {
    init(algorithm, key) {
      this.handle = host.mac(algorithm, view(key));
      if (this.handle === undefined)
        throw Object.assign(new Error(`Invalid digest: ${algorithm}`), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
    }
    update(data, encoding) { host.macUpdate(this.handle, input(data, encoding)); return true; }
    digest(encoding) {
      this.result ??= host.macDigest(this.handle);
      return output(this.result, encoding);
    }
  }

  class HashJob extends Job {
    constructor(mode, algorithm, data) {
      super(mode);
      this.work = () => {
        const handle = host.hash(algorithm);
        host.hashUpdate(handle, view(data));
        return host.hashDigest(handle);
      };
    }
  }

  class RandomBytesJob extends Job {
    constructor(mode, buffer, offset, size) { super(mode); this.work = () => { host.randomFill(buffer, offset, size); }; }
  }

  class PBKDF2Job extends Job {
    constructor(mode, password, salt, iterations, length, digest) {
      super(mode);
      if (host.hash(digest) === undefined) {
        const { ERR_CRYPTO_INVALID_DIGEST } = host.realm().require('internal/errors').codes;
        throw new ERR_CRYPTO_INVALID_DIGEST(digest);
      }
      this.work = () => host.pbkdf2(view(password), view(salt), iterations, length, digest);
    }
  }

  class ScryptJob extends Job {
    constructor(mode, password, salt, N, r, p, maxmem, length) {
      super(mode);
      if (N < 2 || (N & (N - 1)) !== 0 || 128 * N * r > maxmem) {
        const { ERR_CRYPTO_INVALID_SCRYPT_PARAMS } = host.realm().require('internal/errors').codes;
        throw new ERR_CRYPTO_INVALID_SCRYPT_PARAMS();
      }
      this.work = () => host.scrypt(view(password), view(salt), N, r, p, length);
    }
  }

  class HKDFJob extends Job {
    constructor(mode, hash, key, salt, info, length) {
      super(mode);
      if (host.hash(hash) === undefined) {
        const { ERR_CRYPTO_INVALID_DIGEST } = host.realm().require('internal/errors').codes;
        throw new ERR_CRYPTO_INVALID_DIGEST(hash);
      }
      if (length > 255 * host.hashDigest(host.hash(hash)).byteLength)
        throw Object.assign(new RangeError('Invalid key length'), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
      this.work = () => host.hkdf(hash, view(key), view(salt), view(info), length);
    }
  }

  class HmacJob extends Job {
    constructor(mode, signMode, hash, key, data, signature) {
      super(mode);
      this.work = () => {
        const mac = host.mac(hash, view(key));
        host.macUpdate(mac, view(data));
        const result = host.macDigest(mac);
        return signMode === 0 ? result : host.sameBytes(new Uint8Array(result), view(signature));
      };
    }
  }

  class SecretKeyGenJob extends Job {
    constructor(mode, bits) {
      super(mode);
      this.work = () => {
        const bytes = new Uint8Array(bits / 8);
        host.randomFill(bytes, 0, bytes.length);
        const handle = new keys.KeyObjectHandle();
        handle.init(0, bytes);
        return handle;
      };
    }
  }

  // AES as the web names it: the variant says the mode and how long the key is.
  class AESCipherJob extends Job {
    constructor(mode, decrypts, key, data, variant, iv, tagOrLength, aad) {
      super(mode);
      this.work = () => {
        const kind = ['ctr', 'cbc', 'gcm'][Math.floor(variant / 3)];
        if (kind === undefined) return wrapped(decrypts === 0, key, data);
        const cipher = new CipherBase(decrypts === 0);
        const tagLength = kind === 'gcm' && typeof tagOrLength === 'number' ? tagOrLength : undefined;
        cipher.initiv(`aes-${key.secret.length * 8}-${kind}`, key, iv, tagLength);
        if (kind === 'gcm' && aad?.byteLength > 0) cipher.setAAD(aad);
        if (kind === 'gcm' && tagLength === undefined && tagOrLength !== undefined) cipher.setAuthTag(tagOrLength);
        const parts = [cipher.update(view(data)), cipher.final()];
        if (kind === 'gcm' && decrypts === 0) parts.push(cipher.getAuthTag());
        const all = Buffer().concat(parts);
        return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
      };
    }
  }

  function wrapped(encrypts, key, data) {
    const cipher = new CipherBase(encrypts);
    cipher.initiv(`id-aes${key.secret.length * 8}-wrap`, key, new Uint8Array(8).fill(0xa6));
    const all = Buffer().concat([cipher.update(view(data)), cipher.final()]);
    return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
  }

  class CipherBase {
    constructor(encrypts) { this.decrypt = !encrypts; this.padding = true; this.aad = []; }
    init(cipher) { this.initiv(cipher, new Uint8Array(0), null); }
    initiv(cipher, key, iv, tagLength) {
      const kind = host.cipherKind(cipher);
      if (kind === undefined) throw Object.assign(new Error('Unknown cipher'), { code: 'ERR_CRYPTO_UNKNOWN_CIPHER' });
      [this.name, this.mode, this.keyLength, this.ivLength, this.block, this.authenticates] = kind;
      this.taken = 0;
      this.key = view(key);
      this.iv = iv === null ? new Uint8Array(0) : view(iv);
      if (this.key.byteLength !== this.keyLength) throw Object.assign(new RangeError('Invalid key length'), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
      const fits = this.mode === 'gcm' ? this.iv.byteLength > 0 : this.iv.byteLength === this.ivLength;
      if (!fits) throw Object.assign(new TypeError('Invalid initialization vector'), { code: 'ERR_CRYPTO_INVALID_IV' });
      const wrong = this.mode === 'gcm' ? tagLength >= 0 && !gcmTags.includes(tagLength) : this.authenticates && tagLength > 16;
      if (wrong) throw Object.assign(new TypeError(`Invalid authentication tag length: ${tagLength}`), { code: 'ERR_CRYPTO_INVALID_AUTH_TAG' });
      this.tagGiven = tagLength > 0;
      this.tagLength = tagLength > 0 ? tagLength : 16;
    }
    get working() {
      if (this.handle === undefined) {
        const begun = host.cipher(this.name, this.decrypt, this.padding, this.key, this.iv, this.tagLength);
        if (typeof begun === 'string') throw new Error(begun);
        this.handle = begun;
        for (const aad of this.aad) host.cipherAad(this.handle, aad);
      }
      return this.handle;
    }
    setAutoPadding(on) { if (this.handle !== undefined) return false; this.padding = on; return true; }
    setAAD(bytes) { if (this.handle !== undefined) return false; this.aad.push(view(bytes)); return true; }
    setAuthTag(tag) {
      if (!this.decrypt || !this.authenticates || this.tag !== undefined) return false;
      const { byteLength } = view(tag);
      if ((this.mode === 'gcm' && !gcmTags.includes(byteLength)) || (this.tagGiven && byteLength !== this.tagLength) || byteLength > 16)
        throw Object.assign(new TypeError(`Invalid authentication tag length: ${byteLength}`), { code: 'ERR_CRYPTO_INVALID_AUTH_TAG' });
      this.tag = view(tag).slice();
      this.tagLength = this.tag.byteLength;
      return true;
    }
    getAuthTag() { return this.decrypt || this.tag === undefined ? undefined : Buffer().from(this.tag); }
    update(data, encoding) {
      const bytes = input(data, encoding);
      this.taken += bytes.byteLength;
      return Buffer().from(done(host.cipherUpdate(this.working, bytes)));
    }
    final() {
      if (this.over) throw Object.assign(new Error('Unsupported state or unable to authenticate data'), {});
      this.over = true;
      if (this.authenticates && this.decrypt) {
        const whole = host.cipherUpdate(this.working, this.tag ?? new Uint8Array(0));
        const left = host.cipherFinal(this.working);
        if (typeof left === 'string' || typeof whole === 'string') throw new Error('Unsupported state or unable to authenticate data');
        return Buffer().concat([Buffer().from(whole), Buffer().from(left)]);
      }
      const blocks = this.block > 1 && (this.decrypt || !this.padding);
      if (blocks && (this.taken % this.block !== 0 || (this.taken === 0 && this.padding))) {
        throw Object.assign(new Error('error:1C80006B:Provider routines::wrong final block length'),
          { library: 'Provider routines', reason: 'wrong final block length', code: 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH' });
      }
      const last = host.cipherFinal(this.working);
      if (typeof last === 'string') {
        throw this.decrypt
          ? Object.assign(new Error('error:1C800064:Provider routines::bad decrypt'), { library: 'Provider routines', reason: 'bad decrypt', code: 'ERR_OSSL_BAD_DECRYPT' })
          : Object.assign(new Error('error:1C80006B:Provider routines::wrong final block length'), { library: 'Provider routines', reason: 'wrong final block length', code: 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH' });
      }
      if (!this.authenticates) return Buffer().from(last);
      const all = Buffer().from(last);
      this.tag = all.subarray(all.length - this.tagLength);
      return all.subarray(0, all.length - this.tagLength);
    }
  }

  function done(result) {
    if (typeof result === 'string') throw new Error(result);
    return result;
  }

  return {
    kCryptoJobAsync, kCryptoJobSync, Hash, Hmac, HashJob, HmacJob, RandomBytesJob, PBKDF2Job, ScryptJob, HKDFJob,
    SecretKeyGenJob, CipherBase, AESCipherJob, ...keys,
    ...Object.fromEntries(['CTR', 'CBC', 'GCM', 'KW'].flatMap((mode, i) => [128, 192, 256].map((bits, j) => [`kKeyVariantAES_${mode}_${bits}`, 3 * i + j]))),
    kKeyVariantRSA_SSA_PKCS1_v1_5: 0, kKeyVariantRSA_PSS: 1, kKeyVariantRSA_OAEP: 2, RSA_PKCS1_PSS_PADDING: 6,
    kKeyTypeSecret: 0, kKeyTypePublic: 1, kKeyTypePrivate: 2, kKeyFormatDER: 0, kKeyFormatPEM: 1, kKeyFormatJWK: 2,
    kKeyEncodingPKCS1: 0, kKeyEncodingPKCS8: 1, kKeyEncodingSPKI: 2, kKeyEncodingSEC1: 3, kSigEncDER: 0, kSigEncP1363: 1,
    kSignJobModeSign: 0, kSignJobModeVerify: 1, kWebCryptoKeyFormatRaw: 0, kWebCryptoKeyFormatPKCS8: 1,
    kWebCryptoKeyFormatSPKI: 2, kWebCryptoKeyFormatJWK: 3, kWebCryptoCipherEncrypt: 0, kWebCryptoCipherDecrypt: 1,
    createNativeKeyObjectClass: (make) => make(class NativeKeyObject { constructor(handle) { this.handle = handle; } }),
    getHashes: () => ['RSA-SHA1', 'RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512', ...host.hashNames()],
    getCachedAliases: () => ({}), getCiphers: () => host.cipherNames(), getSSLCiphers: () => certificates().suites(), getCurves: () => ['prime256v1', 'secp384r1', 'secp521r1'],
    oneShotDigest(algorithm, id, cache, data, encoding) {
      const hash = new Hash(algorithm);
      hash.update(data, 'utf8');
      return hash.digest(encoding);
    },
    getCipherInfo(target, name, keyLength, ivLength) {
      const kind = typeof name === 'string' ? host.cipherKind(name)
        : host.cipherNames().map((each) => host.cipherKind(each)).find((each) => nidOf(...each) === name);
      if (kind === undefined || (keyLength !== undefined && keyLength !== kind[2])) return undefined;
      const [own, mode, bytes, usual, block, authenticates] = kind;
      if (ivLength !== undefined && ivLength !== usual && !(authenticates && ivLength > 0 && (mode === 'gcm' || ivLength <= usual))) return undefined;
      Object.assign(target, { mode: mode === 'cfb8' ? 'cfb' : mode, name: mode === 'gcm' ? `id-aes${bytes * 8}-gcm` : own, nid: nidOf(...kind) });
      if (mode !== 'stream') target.blockSize = block;
      if (usual > 0) target.ivLength = ivLength ?? usual;
      target.keyLength = bytes;
      return target;
    },
    timingSafeEqual(a, b) {
      const { ERR_INVALID_ARG_TYPE, ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH } = host.realm().require('internal/errors').codes;
      const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
      if (!isBytes(a)) throw new ERR_INVALID_ARG_TYPE('buf1', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], a);
      if (!isBytes(b)) throw new ERR_INVALID_ARG_TYPE('buf2', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], b);
      if (a.byteLength !== b.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
      return host.sameBytes(a, b);
    },
    secureBuffer: (size) => new Uint8Array(size), secureHeapUsed: () => undefined,
    getFipsCrypto: () => 0, setFipsCrypto() {}, testFipsCrypto: () => false, setEngine: () => false,
    getOpenSSLSecLevelCrypto: () => 1, getBundledRootCertificates: () => certificates().roots(),
    getSystemCACertificates: () => [], getExtraCACertificates: () => certificates().extra(),
    getUserRootCertificates: () => certificates().user(), resetRootCertStore(values) { certificates().replaceRoots(values); },
    certificates, parseX509: (bytes) => certificates().parseX509(bytes),
    get X509Certificate() { return certificates().X509Handle; },
    get SecureContext() { return certificates().SecureContext; },
    X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT: 1, X509_CHECK_FLAG_NO_WILDCARDS: 2, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS: 4,
    X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS: 8, X509_CHECK_FLAG_SINGLE_LABEL_SUBDOMAINS: 16, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT: 32,
    ...host.own('diffie-hellman')(host, { Job, PairJob: keys.PairJob, view, Buffer }),
    certVerifySpkac: () => false, certExportPublicKey: () => '', certExportChallenge: () => '',
    EVP_PKEY_ED25519: 1087, EVP_PKEY_ED448: 1088, EVP_PKEY_X25519: 1034, EVP_PKEY_X448: 1035,
    OPENSSL_EC_NAMED_CURVE: 1, OPENSSL_EC_EXPLICIT_CURVE: 0,
  };
})
