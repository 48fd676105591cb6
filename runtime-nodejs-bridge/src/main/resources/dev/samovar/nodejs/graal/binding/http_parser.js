'use strict';
(function ({ host }, internalBinding) {
  const MAX_HEADER_SIZE = 16384;
  const now = () => host.nanoTime() / 1e6;
  const { AsyncWrap } = internalBinding('async_wrap');
  const { Buffer } = host.realm().require('buffer');
  const allMethods = host.httpMethods();
  // Those of RTSP and the beginning of HTTP/2 are known, and are no methods of HTTP.
  const methods = allMethods.filter((name, number) => number < allMethods.indexOf('PRI') || name === 'QUERY');

  // The parsers of a server's connections, in the order they came.
  class ConnectionsList {
    #parsers = new Set();
    add(parser) { this.#parsers.add(parser); }
    delete(parser) { this.#parsers.delete(parser); }
    all() { return [...this.#parsers]; }
    idle() { return this.all().filter((parser) => parser.begunAt === 0); }
    active() { return this.all().filter((parser) => parser.begunAt !== 0); }
    // Those whose message takes longer than it may, which leave the list.
    expired(headersTimeout, requestTimeout) {
      const tooLate = (parser, timeout) => timeout > 0 && parser.begunAt < now() - timeout;
      const found = this.active().filter((parser) =>
        (!parser.headersAreComplete && tooLate(parser, headersTimeout)) || tooLate(parser, requestTimeout));
      found.forEach((parser) => this.delete(parser));
      return found;
    }
  }

  class HTTPParser {
    static REQUEST = 1;
    static RESPONSE = 2;
    static kOnMessageBegin = 0;
    static kOnHeaders = 1;
    static kOnHeadersComplete = 2;
    static kOnBody = 3;
    static kOnMessageComplete = 4;
    static kOnExecute = 5;
    static kOnTimeout = 6;
    static kLenientNone = 0;
    static kLenientHeaders = 1;
    static kLenientChunkedLength = 2;
    static kLenientKeepAlive = 4;
    static kLenientTransferEncoding = 8;
    static kLenientVersion = 16;
    static kLenientDataAfterClose = 32;
    static kLenientOptionalLFAfterCR = 64;
    static kLenientOptionalCRLFAfterChunk = 128;
    static kLenientOptionalCRBeforeLF = 256;
    static kLenientSpacesAfterChunkSize = 512;
    static kLenientAll = 1023;

    #parser;
    #async;
    #connections;
    #chunk;
    #reading = false;
    #later = [];
    // When the message began, in milliseconds, or 0 between messages.
    begunAt = 0;
    headersAreComplete = false;

    initialize(type, resource, maxHeaderSize, lenient, connections) {
      this.#parser = host.httpParser(type === HTTPParser.REQUEST, maxHeaderSize > 0 ? maxHeaderSize : MAX_HEADER_SIZE, lenient ?? 0);
      this.#async?.asyncEnd();
      this.#async = new AsyncWrap();
      this.#async.asyncBegin(type === HTTPParser.REQUEST ? 'HTTPINCOMINGMESSAGE' : 'HTTPCLIENTREQUEST', resource);
      this.#connections = connections;
      // Who connects and says nothing is waited for no longer than who begins to speak.
      this.begunAt = connections === undefined ? 0 : now();
      this.headersAreComplete = false;
      connections?.add(this);
    }

    // What the parser tells, on its way to Node's callbacks.
    #told = {
      begun: () => {
        if (this.begunAt === 0) this.begunAt = now();
        this.headersAreComplete = false;
        return this[HTTPParser.kOnMessageBegin]?.();
      },
      head: (...head) => {
        this.headersAreComplete = true;
        return this[HTTPParser.kOnHeadersComplete]?.(...head);
      },
      body: (start, end) => this[HTTPParser.kOnBody]?.(this.#chunk.subarray(start, end)),
      trailers: (headers) => this[HTTPParser.kOnHeaders]?.(headers, ''),
      complete: () => {
        this.begunAt = 0;
        return this[HTTPParser.kOnMessageComplete]?.();
      },
    };

    execute(chunk, start = 0, length = chunk.length - start) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset + start, length);
      // What comes while something is being told is read after it.
      if (this.#reading) {
        this.#later.push(Buffer.from(bytes));
        return length;
      }
      this.#reading = true;
      try {
        const answer = this.#read(bytes);
        while (this.#later.length > 0) {
          const then = this.#read(this.#later.shift());
          if (then instanceof Error) return then;
        }
        return answer;
      } finally {
        this.#reading = false;
        this.#later = [];
      }
    }
    #read(bytes) {
      this.#chunk = bytes;
      return this.#entered(() => host.httpExecute(this.#parser, bytes, this.#told));
    }
    finish() { return this.#entered(() => host.httpFinish(this.#parser, this.#told)); }
    #entered(run) {
      const answer = this.#async.asyncCall(run);
      if (typeof answer !== 'object') return answer;
      const [code, reason, bytesParsed] = answer;
      return Object.assign(new Error('Parse Error'), { bytesParsed, code, reason });
    }
    getCurrentBuffer() { return this.#chunk; }
    getAsyncId() { return this.#async?.getAsyncId() ?? 0; }
    duration() { return this.begunAt === 0 ? 0 : now() - this.begunAt; }
    headersCompleted() { return this.headersAreComplete; }
    pause() {}
    resume() {}
    consume() {}
    unconsume() {}
    remove() { this.#connections?.delete(this); }
    close() { this.#end(); }
    free() { this.#end(); }
    #end() {
      this.#connections?.delete(this);
      this.#async?.asyncEnd();
    }
  }

  return { HTTPParser, ConnectionsList, methods, allMethods };
})
