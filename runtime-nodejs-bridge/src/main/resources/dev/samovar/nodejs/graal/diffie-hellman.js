'use strict';
// Diffie and Hellman's exchange in its first form, and prime numbers.
(function (host, { Job, PairJob, view, Buffer }) {
  const coded = (Kind, message, code, more) => Object.assign(new Kind(message), { code, ...more });
  const openssl = (number, reason, code) =>
    coded(Error, `error:${number}:Diffie-Hellman routines::${reason}`, code, { library: 'Diffie-Hellman routines', reason });
  const big = (bytes) => BigInt('0x' + (Buffer().from(view(bytes)).toString('hex') || '0'));
  const bytesOf = (number, length = 0) => {
    const hex = number.toString(16);
    return Buffer().from(hex.padStart(Math.max(hex.length + (hex.length & 1), 2 * length), '0'), 'hex');
  };
  const SMALLEST_MODULUS = 512;
  const P_NOT_PRIME = 1, P_NOT_SAFE_PRIME = 2, NOT_SUITABLE_GENERATOR = 8;

  class Exchange {
    constructor(prime, generator) {
      this.prime = prime;
      this.generator = generator;
      this.length = bytesOf(big(prime)).length;
    }
    getPrime() { return Buffer().from(this.prime); }
    getGenerator() { return Buffer().from(this.generator); }
    getPublicKey() { return required(this.publicKey, 'public'); }
    getPrivateKey() { return required(this.privateKey, 'private'); }
    generateKeys() {
      if (this.privateKey === undefined) {
        const random = new Uint8Array(this.length);
        host.randomFill(random, 0, random.length);
        this.privateKey = bytesOf(1n + big(random) % (big(this.prime) - 2n), this.length);
      }
      this.publicKey = this.#padded(host.modPow(this.generator, this.privateKey, this.prime));
      return this.getPublicKey();
    }
    computeSecret(other) {
      const theirs = big(other);
      if (theirs <= 1n) throw coded(RangeError, 'Supplied key is too small', 'ERR_CRYPTO_INVALID_KEYLEN');
      if (theirs >= big(this.prime) - 1n) throw coded(RangeError, 'Supplied key is too large', 'ERR_CRYPTO_INVALID_KEYLEN');
      return this.#padded(host.modPow(view(other), this.getPrivateKey(), this.prime));
    }
    #padded(bytes) {
      const number = Buffer().from(bytes);
      return Buffer().concat([Buffer().alloc(this.length - number.length), number]);
    }
  }

  function required(key, half) {
    if (key === undefined) throw coded(Error, `No ${half} key - did you forget to generate one?`, 'ERR_CRYPTO_INVALID_STATE');
    return Buffer().from(key);
  }

  class DiffieHellman extends Exchange {
    constructor(sizeOrPrime, generator) {
      if (typeof sizeOrPrime === 'number' && sizeOrPrime < SMALLEST_MODULUS)
        throw openssl('0280007E', 'modulus too small', 'ERR_OSSL_DH_MODULUS_TOO_SMALL');
      const g = typeof generator === 'number' ? BigInt(generator) : big(generator);
      if (g <= 1n) throw openssl('02800065', 'bad generator', 'ERR_OSSL_DH_BAD_GENERATOR');
      super(typeof sizeOrPrime === 'number' ? Buffer().from(host.randomPrime(sizeOrPrime, true, bytesOf(24n), bytesOf(23n)))
        : Buffer().from(view(sizeOrPrime)), bytesOf(g));
    }
    get verifyError() {
      let wrong = 0;
      const p = big(this.prime), g = big(this.generator);
      if (!host.isPrime(this.prime)) wrong |= P_NOT_PRIME;
      else if (!host.isPrime(bytesOf(p >> 1n))) wrong |= P_NOT_SAFE_PRIME;
      if (g >= p - 1n) wrong |= NOT_SUITABLE_GENERATOR;
      return wrong;
    }
    setPublicKey(bytes) { this.publicKey = Buffer().from(view(bytes)); }
    setPrivateKey(bytes) { this.privateKey = Buffer().from(view(bytes)); }
  }

  function primeOf(group) {
    const prime = host.groupPrime(group.toLowerCase());
    if (prime === undefined) throw coded(Error, 'Unknown DH group', 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
    return Buffer().from(prime);
  }

  class DiffieHellmanGroup extends Exchange {
    constructor(name) { super(primeOf(name), Buffer().from([2])); }
    get verifyError() { return 0; }
  }

  class DhKeyPairGenJob extends PairJob {
    constructor(mode, what, ...rest) {
      const generator = typeof what === 'string' ? 2 : rest.shift();
      const prime = typeof what === 'string' ? primeOf(what) : what;
      super(mode, () => host.keyDh(
        typeof prime === 'number' ? host.randomPrime(prime, true, bytesOf(24n), bytesOf(23n)) : view(prime), bytesOf(BigInt(generator))), rest);
    }
  }

  class RandomPrimeJob extends Job {
    constructor(mode, bits, safe, add, rem) {
      super(mode);
      const fits = add === undefined || big(add) < 1n << BigInt(bits);
      if (!fits) throw coded(RangeError, 'invalid options.add', 'ERR_OUT_OF_RANGE');
      if (add !== undefined && rem !== undefined && big(add) <= big(rem)) throw coded(RangeError, 'invalid options.rem', 'ERR_OUT_OF_RANGE');
      this.work = () => {
        const found = Buffer().from(host.randomPrime(bits, Boolean(safe), add && view(add), rem && view(rem)));
        const whole = new Uint8Array(Math.ceil(bits / 8));
        whole.set(found, whole.length - found.length);
        return whole.buffer;
      };
    }
  }
  class CheckPrimeJob extends Job {
    constructor(mode, candidate) {
      super(mode);
      this.work = () => host.isPrime(view(candidate));
    }
  }

  return { DiffieHellman, DiffieHellmanGroup, DhKeyPairGenJob, RandomPrimeJob, CheckPrimeJob };
})
