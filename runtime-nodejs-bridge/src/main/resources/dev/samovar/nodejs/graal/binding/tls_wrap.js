'use strict';
// TLS over any stream of ours: bytes go through an engine of the host's that knows no streams.
(function (realm, internalBinding) {
  const { host } = realm;
  const tls = realm.tls ??= host.tls();
  const { LibuvStreamWrap } = internalBinding('stream_wrap');
  const { X509Handle, legacyChain } = internalBinding('crypto').certificates();
  const Buffer = () => realm.require('buffer').Buffer;

  class TLSWrap extends LibuvStreamWrap {
    #stream;
    #engine;
    #client;
    #done = false;
    #over = false;
    #waiting = [];
    #sending = false;
    #told = [];
    #ending;
    #thrown;

    constructor(stream, context, isServer, waits) {
      super();
      this.#stream = stream;
      this.#client = !isServer;
      this.#engine = tls.engine(context.handle, this.#client);
      // What was written to the stream before goes first.
      this.#sending = waits;
      stream._deliver = (content, failure) => this.#arrived(content, failure);
    }

    // --- what Node asks for before the handshake

    start() {
      tls.engineBegin(this.#engine);
      this.#outcome();
    }
    setVerifyMode(asks, insists) { tls.engineAsksForCertificate(this.#engine, asks, insists); }
    setServername(name) { tls.engineServerName(this.#engine, name); }
    setALPNProtocols(list) {
      const names = [];
      for (let at = 0; at < list.length; at += 1 + list[at]) names.push(Buffer().from(list.subarray(at + 1, at + 1 + list[at])).toString('latin1'));
      tls.engineProtocols(this.#engine, names);
    }
    enableALPNCb() {
      tls.engineChooser(this.#engine, (names) => {
        try {
          const list = Buffer().concat(names.map((name) => Buffer().concat([Buffer().from([name.length]), Buffer().from(name, 'latin1')])));
          const at = this.ALPNCallback(list);
          return at === undefined ? undefined : list.toString('latin1', at + 1, at + 1 + list[at]);
        } catch (error) {
          this.#thrown = error;
          return undefined;
        }
      });
    }
    enableCertCb() { tls.engineHolds(this.#engine); }
    certCbDone() {
      tls.engineContinue(this.#engine, this.sni_context?.handle);
      this.#outcome();
    }
    setKeyCert(context) { this.sni_context = context; }
    enableSessionCallbacks() {}
    enableKeylogCallback() {}
    enableTrace() {}
    endParser() {}
    loadSession() {}
    newSessionDone() {}
    setSession() {}
    requestOCSP() {}
    setOCSPResponse() {}
    setMaxSendFragment() { return 1; }
    renegotiate() { host.unsupported('renegotiation'); }
    writesIssuedByPrevListenerDone() {
      this.#sending = false;
      this.#flush();
    }

    // --- what comes

    receive(bytes) { this.#arrived(bytes); }

    #arrived(content, failure) {
      if (this.#over) return;
      if (content === undefined) {
        if (!this.#ended) this._deliver(undefined, failure);
        this.#ended = true;
        return;
      }
      if (tls.engineReceive(this.#engine, ArrayBuffer.isView(content) ? content : new Uint8Array(content)))
        this.oncertcb({ servername: tls.engineName(this.#engine), OCSPRequest: false, tlsTicket: false });
      else this.#outcome();
    }
    #ended = false;
    get #gone() { return this.#over || this.#stream._closed === true; }

    // What a step of the engine brought. The end of the handshake is told before its last bytes go, so that
    // who is not trusted gets none of them.
    #outcome() {
      const failure = tls.engineFailure(this.#engine);
      if (!this.#done && tls.engineIsEstablished(this.#engine)) {
        this.#done = true;
        this.onhandshakestart?.(Date.now());
        this.onhandshakedone();
        if (this.#gone) return;
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const [bytes, told] of waiting) this.#say(bytes, told);
      }
      this.#flush();
      const said = tls.engineSaid(this.#engine);
      if (said !== undefined) this._deliver(said, undefined);
      if (this.#gone) return;
      if (tls.engineHasEnded(this.#engine) && !this.#ended) {
        this.#ended = true;
        this._deliver(undefined, undefined);
      }
      if (failure !== undefined && !this.#gone) this.#fail(failure);
    }

    #fail([message, code, reason]) {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#over = true;
      if (this.#thrown !== undefined) {
        this.onerror(this.#thrown);
        return;
      }
      for (const [, told] of waiting) told('EPROTO', `${message}\n`);
      if (waiting.length === 0) this.onerror(Object.assign(new Error(`${message}\n`), { library: 'SSL routines', reason, code }));
    }

    // --- what goes

    _write(bytes, told) {
      if (this.#gone) host.later(() => told('ECANCELED'));
      else if (this.#done) {
        this.#say(bytes, told);
        this.#outcome();
      } else this.#waiting.push([bytes, told]);
    }
    #say(bytes, told) {
      tls.engineSend(this.#engine, bytes);
      this.#told.push(told);
    }
    // One write at a time goes to the stream below; what comes together meanwhile goes next.
    #flush() {
      if (this.#sending || this.#stream._closed) return;
      const bytes = tls.engineOutgoing(this.#engine);
      const told = this.#told;
      this.#told = [];
      if (bytes === undefined) {
        if (told.length > 0) host.later(() => told.forEach((each) => each(undefined)));
        const ending = this.#ending;
        this.#ending = undefined;
        ending?.();
        return;
      }
      this.#sending = true;
      this.#stream._write(new Uint8Array(bytes), (failure) => {
        this.#sending = false;
        if (!this.#gone && failure === undefined) this.#flush();
        told.forEach((each) => each(failure));
      });
    }
    _shutdown() {
      if (this.#gone) return;
      this.#ending = () => this.#stream._shutdown();
      tls.engineEnd(this.#engine);
      this.#flush();
    }

    readStart() { return this.#stream.readStart(); }
    readStop() { return this.#stream.readStop(); }
    hasRef() { return this.#stream.hasRef(); }
    get fd() { return this.#stream.fd; }

    destroySSL() {
      if (this.#over && this.#waiting.length === 0) return;
      this.#over = true;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const [, told] of waiting) told('ECANCELED', 'Canceled because of SSL destruction');
    }

    // --- what is known about it

    verifyError() {
      const error = tls.engineVerifyError(this.#engine);
      if (error === undefined) return undefined;
      const [code, message] = Array.isArray(error) ? error : ['UNSPECIFIED', error];
      return Object.assign(new Error(message), { code });
    }
    getPeerCertificate(detailed) {
      const chain = detailed ? tls.enginePeerChain(this.#engine) : tls.enginePeers(this.#engine);
      if (chain.length === 0) return undefined;
      return detailed ? legacyChain(chain) : new X509Handle(chain[0]).toLegacy();
    }
    getPeerX509Certificate() {
      return tls.enginePeerChain(this.#engine).reduceRight((issuer, each) => new X509Handle(each, issuer), undefined);
    }
    getCertificate() { return this.getX509Certificate()?.toLegacy(); }
    getX509Certificate() {
      const own = tls.engineCertificate(this.#engine);
      return own === undefined ? undefined : new X509Handle(own);
    }
    getCipher() {
      const [name, standardName, version] = tls.engineSuite(this.#engine);
      return name === undefined ? undefined : { name, standardName, version };
    }
    getProtocol() { return tls.engineVersion(this.#engine) ?? null; }
    getServername() { return tls.engineName(this.#engine) ?? false; }
    getALPNNegotiatedProtocol() { return tls.engineProtocol(this.#engine) ?? false; }
    getEphemeralKeyInfo() { return this.#client ? {} : null; }
    getSharedSigalgs() { return []; }
    getFinished() { return undefined; }
    getPeerFinished() { return undefined; }
    getSession() { return undefined; }
    getTLSTicket() { return undefined; }
    isSessionReused() { return false; }
    exportKeyingMaterial(length, label, context) {
      const bytes = tls.engineExported(this.#engine, label, context, length);
      if (bytes === undefined) throw new Error('the keying material is not there');
      return Buffer().from(bytes);
    }
  }

  return { TLSWrap, wrap: (stream, context, isServer, waits) => new TLSWrap(stream, context, isServer, waits), HAVE_SSL_TRACE: false };
})
