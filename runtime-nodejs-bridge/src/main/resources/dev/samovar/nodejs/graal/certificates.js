'use strict';
// The part of `crypto` that has to do with certificates: `X509Certificate`, and contexts of TLS.
(function (realm, { keys, view, Buffer }) {
  const { host, hooks } = realm;
  const tls = realm.tls ??= host.tls();
  const PUBLIC = 1, PRIVATE = 2, PEM = 1, SPKI = 2;
  const ALWAYS_SUBJECT = 1, NO_WILDCARDS = 2, NO_PARTIAL_WILDCARDS = 4, MULTI_LABEL_WILDCARDS = 8, NEVER_SUBJECT = 32;
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const nistCurves = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

  function failed(number, library, reason, code, stack) {
    const error = new Error(`error:${number}:${library}::${reason}`);
    if (stack !== undefined) error.opensslErrorStack = stack;
    return Object.assign(error, { library, reason, code });
  }
  const noStartLine = () => failed('0480006C', 'PEM routines', 'no start line', 'ERR_OSSL_PEM_NO_START_LINE');
  const notDer = () => failed('0680007B', 'asn1 encoding routines', 'header too long', 'ERR_OSSL_ASN1_HEADER_TOO_LONG');

  // What stands between the lines of PEM, in DER.
  function blocks(text) {
    const found = text.matchAll(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END /g);
    return [...found].map(([, content]) => Buffer().from(content, 'base64'));
  }
  function read(der) {
    const certificate = tls.certificate(der);
    if (typeof certificate === 'string') throw notDer();
    return certificate;
  }
  // The certificates that a text or bytes hold: PEM, or one in DER.
  function readAll(value) {
    const bytes = typeof value === 'string' ? Buffer().from(value) : Buffer().from(view(value));
    const found = blocks(bytes.toString('latin1'));
    if (found.length > 0) return found.map(read);
    const certificate = tls.certificate(bytes);
    return typeof certificate === 'string' ? [] : [certificate];
  }

  function pem(der) {
    const lines = Buffer().from(der).toString('base64').match(/.{1,64}/g).join('\n');
    return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  }
  function dateText(milliseconds) {
    const [, year, month, day, time] = /(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(milliseconds).toISOString());
    return `${MONTHS[month - 1]} ${String(Number(day)).padStart(2)} ${time} ${year} GMT`;
  }

  // --- certificates

  class X509Handle {
    #facts;
    constructor(certificate, issuer) {
      this.certificate = certificate;
      this.issuerHandle = issuer;
    }
    get facts() { return this.#facts ??= tls.certificateFacts(this.certificate); }
    get key() {
      const pair = tls.certificateKey(this.certificate);
      if (typeof pair === 'string') throw new Error(pair);
      return pair;
    }

    subject() { return this.facts.subject.text || undefined; }
    issuer() { return this.facts.issuer.text || undefined; }
    subjectAltName() { return this.facts.names.map(([, , text]) => text).join(', ') || undefined; }
    infoAccess() { return this.facts.access.join('\n') || undefined; }
    validFrom() { return dateText(this.facts.from); }
    validTo() { return dateText(this.facts.to); }
    validFromDate() { return new Date(this.facts.from); }
    validToDate() { return new Date(this.facts.to); }
    fingerprint() { return this.#print('sha1'); }
    fingerprint256() { return this.#print('sha256'); }
    fingerprint512() { return this.#print('sha512'); }
    #print(algorithm) {
      const hash = host.hash(algorithm);
      host.hashUpdate(hash, new Uint8Array(this.facts.raw));
      return Buffer().from(host.hashDigest(hash)).toString('hex').toUpperCase().match(/../g).join(':');
    }
    keyUsage() { return this.facts.purposes.length > 0 ? [...this.facts.purposes] : undefined; }
    serialNumber() { return this.facts.serial; }
    raw() { return Buffer().from(this.facts.raw); }
    pem() { return pem(this.facts.raw); }
    publicKey() { return keys.KeyObjectHandle.of(PUBLIC, this.key); }
    checkCA() { return this.facts.authority; }
    getIssuerCert() { return this.issuerHandle; }
    checkIssued(other) { return tls.certificateSeemsIssuedBy(this.certificate, other.certificate) === true; }
    checkPrivateKey(handle) {
      return host.sameBytes(host.keyWrite(this.key, SPKI), host.keyWrite(host.keyPublic(handle.pair), SPKI));
    }
    verify(handle) { return tls.certificateIsSignedBy(this.certificate, handle.pair); }

    #names(kind) { return this.facts.names.filter(([each]) => each === kind).map(([, value]) => value); }
    #subjects(name) { return this.facts.subject.attributes.filter(([each]) => each === name).map(([, value]) => value); }
    // The names of a kind, or else those in the subject if they may stand for them.
    #candidates(kind, attribute, flags) {
      const names = this.#names(kind);
      const asks = (names.length === 0 || (flags & ALWAYS_SUBJECT) !== 0) && (flags & NEVER_SUBJECT) === 0;
      return asks ? [...names, ...this.#subjects(attribute)] : names;
    }
    checkHost(name, flags) { return this.#candidates('DNS', 'CN', flags).find((pattern) => hostFits(pattern, name, flags)); }
    checkEmail(email, flags) {
      const [user, domain] = email.split('@');
      return this.#candidates('email', 'emailAddress', flags).find((each) => {
        const [itsUser, itsDomain] = each.split('@');
        return user === itsUser && domain?.toLowerCase() === itsDomain?.toLowerCase();
      }) && email;
    }
    checkIP(ip) {
      const wanted = host.canonicalAddress(ip);
      if (wanted === undefined) throw Object.assign(new TypeError('Invalid IP'), { code: 'ERR_INVALID_ARG_VALUE' });
      return this.#names('IP Address').some((each) => host.canonicalAddress(each) === wanted) ? ip : undefined;
    }

    toLegacy() {
      const { facts } = this;
      const legacy = { subject: entries(facts.subject), issuer: entries(facts.issuer) };
      const set = (name, value) => { if (value !== undefined) legacy[name] = value; };
      set('subjectaltname', this.subjectAltName());
      set('infoAccess', this.infoAccess());
      legacy.ca = facts.authority;
      Object.assign(legacy, this.#keyFacts(), {
        valid_from: this.validFrom(), valid_to: this.validTo(), fingerprint: this.fingerprint(),
        fingerprint256: this.fingerprint256(), fingerprint512: this.fingerprint512(),
      });
      set('ext_key_usage', this.keyUsage());
      return Object.assign(legacy, { serialNumber: facts.serial, raw: this.raw() });
    }
    #keyFacts() {
      const { key } = this;
      const type = host.keyType(key);
      if (type.startsWith('rsa')) {
        const [n, e] = host.keyNumbers(key).map((number) => Buffer().from(number));
        return {
          modulus: n.toString('hex').toUpperCase(), bits: n.length * 8 - Math.clz32(n[0]) + 24,
          exponent: `0x${e.toString('hex').replace(/^0+/, '')}`, pubkey: Buffer().from(host.keyWrite(key, SPKI)),
        };
      }
      if (type !== 'ec') return {};
      const curve = host.keyCurve(key);
      return {
        bits: { prime256v1: 256, secp384r1: 384, secp521r1: 521 }[curve], pubkey: Buffer().from(host.keyRaw(key, false)),
        asn1Curve: curve, nistCurve: nistCurves[curve],
      };
    }
  }
  X509Handle.prototype[hooks.cloneable] = true;

  // Attributes by their names; several of one name are an array.
  function entries({ attributes }) {
    const all = { __proto__: null };
    for (const [name, value] of attributes) {
      if (Array.isArray(all[name])) all[name].push(value);
      else all[name] = name in all ? [all[name], value] : value;
    }
    return all;
  }

  // Whether a certificate's name of a host fits the one that is wanted, as OpenSSL compares them.
  function hostFits(pattern, name, flags) {
    const [its, wanted] = [pattern.toLowerCase(), name.toLowerCase()];
    if (wanted.startsWith('.')) return its.length > wanted.length && its.endsWith(wanted);
    if (its === wanted) return true;
    const star = its.indexOf('*'), dot = its.indexOf('.');
    if ((flags & NO_WILDCARDS) !== 0 || star < 0 || star > dot || its.indexOf('*', star + 1) >= 0) return false;
    if (its.split('.').length < 3 || its.startsWith('xn--')) return false;
    const [prefix, suffix] = [its.slice(0, star), its.slice(star + 1)];
    const partial = prefix !== '' || !suffix.startsWith('.');
    if (partial && ((flags & NO_PARTIAL_WILDCARDS) !== 0 || wanted.startsWith('xn--'))) return false;
    if (wanted.length < prefix.length + suffix.length || !wanted.startsWith(prefix) || !wanted.endsWith(suffix)) return false;
    const middle = wanted.slice(prefix.length, wanted.length - suffix.length);
    if (middle === '' && !partial) return false;
    return (flags & MULTI_LABEL_WILDCARDS) !== 0 && !partial ? /^[a-z0-9.-]+$/.test(middle) : /^[a-z0-9-]*$/.test(middle);
  }

  function parseX509(bytes) {
    const buffer = Buffer().from(view(bytes));
    const [first] = blocks(buffer.toString('latin1'));
    if (first !== undefined) return new X509Handle(read(first));
    const certificate = tls.certificate(buffer);
    if (typeof certificate === 'string') throw noStartLine();
    return new X509Handle(certificate);
  }

  // A certificate with who issued it, and so on to one that issued itself.
  function legacyChain(chain) {
    const all = chain.map((certificate) => new X509Handle(certificate).toLegacy());
    all.forEach((each, i) => { if (i + 1 < all.length) each.issuerCertificate = all[i + 1]; });
    const last = all.length - 1;
    if (last >= 0 && tls.certificateIsSelfIssued(chain[last])) all[last].issuerCertificate = all[last];
    return all[0];
  }

  // --- roots

  let extra, replaced;
  // The certificates of a file that the function's NODE_EXTRA_CA_CERTS names.
  function extraCertificates() {
    if (extra !== undefined) return extra;
    extra = [];
    const file = realm.extraCertificates;
    if (!file) return extra;
    try {
      extra = readAll(realm.require('fs').readFileSync(file));
    } catch (error) {
      realm.process.emitWarning(`Ignoring extra certs from \`${file}\`, load failed: ${error.message}`);
    }
    return extra;
  }
  const texts = (certificates) => certificates.map((each) => pem(tls.certificateFacts(each).raw));

  // --- contexts

  const protocols = { TLSv1_method: [0x301, 0x301], TLSv1_1_method: [0x302, 0x302], TLSv1_2_method: [0x303, 0x303], TLS_method: [0, 0x304], SSLv23_method: [0, 0x304] };
  for (const [name, versions] of Object.entries(protocols))
    for (const side of ['client', 'server']) protocols[name.replace('method', `${side}_method`)] = versions;
  const noCipherMatch = () => failed('0A0000B9', 'SSL routines', 'no cipher match', 'ERR_SSL_NO_CIPHER_MATCH');
  const { SSL_OP_CIPHER_SERVER_PREFERENCE, SSL_OP_NO_TLSv1_2, SSL_OP_NO_TLSv1_3 } = JSON.parse(host.data('constants')).crypto;

  class SecureContext {
    constructor() { this.handle = tls.context(); }
    init(protocol, oldest, newest) {
      if (protocol !== undefined && protocol !== null && protocol !== '') {
        const versions = protocols[protocol];
        if (versions === undefined) {
          const refused = /^SSLv[23]_/.test(protocol) ? `${protocol.slice(0, 5)} methods disabled` : `Unknown method: ${protocol}`;
          throw Object.assign(new TypeError(refused), { code: 'ERR_TLS_INVALID_PROTOCOL_METHOD' });
        }
        [oldest, newest] = versions;
      }
      this.#versions(oldest, newest);
    }
    #versions(oldest, newest) {
      Object.assign(this, { oldest, newest });
      tls.contextVersions(this.handle, oldest, newest);
    }
    getMinProto() { return this.oldest; }
    getMaxProto() { return this.newest; }
    setMinProto(version) { this.#versions(version, this.newest); }
    setMaxProto(version) { this.#versions(this.oldest, version); }
    setOptions(options) {
      if ((options & SSL_OP_CIPHER_SERVER_PREFERENCE) !== 0) tls.contextOwnOrder(this.handle);
      if ((options & SSL_OP_NO_TLSv1_3) !== 0 && this.newest !== 0x303) this.setMaxProto(0x303);
      if ((options & SSL_OP_NO_TLSv1_2) !== 0) this.setMinProto(0x304);
    }
    setCipherSuites(list) { if (!tls.contextSuites(this.handle, list, true)) throw noCipherMatch(); }
    setCiphers(list) {
      // An empty list leaves the suites of TLS 1.3 alone.
      if (!tls.contextSuites(this.handle, list, false) && list !== '') throw noCipherMatch();
    }
    setSigalgs() { host.unsupported('the option sigalgs of TLS'); }
    setECDHCurve(names) {
      if (names !== 'auto' && !tls.contextGroups(this.handle, names.split(':')))
        throw Object.assign(new Error('Failed to set ECDH curve'), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
    }
    setDHParam() {}
    setSessionIdContext() {}
    setSessionTimeout() {}
    setTicketKeys() {}
    getTicketKeys() { return Buffer().alloc(48); }
    addCRL() { host.unsupported('the option crl of TLS'); }
    addRootCerts() {
      if (replaced === undefined) tls.contextRoots(this.handle);
      for (const each of replaced ?? extraCertificates()) tls.contextTrust(this.handle, each);
    }
    setAllowPartialTrustChain() { tls.contextPartialChains(this.handle); }
    addCACert(value) { for (const each of readAll(value)) tls.contextTrust(this.handle, each); }
    setCert(value) {
      const chain = readAll(value);
      if (chain.length === 0) throw noStartLine();
      tls.contextCertificates(this.handle, chain);
    }
    setKey(value, passphrase) {
      const key = new keys.KeyObjectHandle();
      key.init(PRIVATE, typeof value === 'string' ? Buffer().from(value) : value, PEM, undefined, passphrase ?? undefined);
      const fits = tls.contextKey(this.handle, key.pair);
      if (typeof fits === 'string') throw new Error(fits);
      if (!fits) throw failed('05800074', 'x509 certificate routines', 'key values mismatch', 'ERR_OSSL_X509_KEY_VALUES_MISMATCH');
    }
    loadPKCS12(bytes, passphrase) {
      const refused = tls.contextPkcs12(this.handle, view(bytes), passphrase === undefined ? undefined : Buffer().from(passphrase).toString());
      if (refused !== undefined) throw new Error(refused);
    }
    getCertificate() { return der(tls.contextCertificate(this.handle)); }
    getIssuer() { return der(tls.contextIssuer(this.handle)); }
    close() {}
  }
  const der = (certificate) => certificate === undefined ? null : Buffer().from(tls.certificateFacts(certificate).raw);

  return {
    parseX509, X509Handle, SecureContext, legacyChain,
    roots: () => tls.rootCertificates().map(pem),
    extra: () => texts(extraCertificates()),
    user: () => texts(replaced ?? []),
    replaceRoots(values) { replaced = values.flatMap(readAll); },
    suites: () => tls.suiteNames(),
  };
})
