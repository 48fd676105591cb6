'use strict';
(function ({ host }, internalBinding) {
  const { AsyncWrap } = internalBinding('async_wrap');
  const module = { exports: {} };
  host.dependency('http-parser')(module.exports, (name) => host.realm().require(name), module);
  const { HTTPParser, methods } = module.exports;
  Object.assign(HTTPParser, { kOnMessageBegin: 0, kLenientNone: 0, kLenientHeaders: 1, kLenientChunkedLength: 2, kLenientKeepAlive: 4, kLenientAll: 255 });
  HTTPParser.prototype.getCurrentBuffer = function () { return this.chunk; };

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
      const now = host.nanoTime() / 1e6;
      const tooLate = (parser, timeout) => timeout > 0 && parser.begunAt < now - timeout;
      const found = this.active().filter((parser) =>
        (!parser.headersAreComplete && tooLate(parser, headersTimeout)) || tooLate(parser, requestTimeout));
      found.forEach((parser) => this.delete(parser));
      return found;
    }
  }

  const { initialize, execute } = HTTPParser.prototype;
  const { kOnMessageComplete, kOnHeadersComplete } = HTTPParser;
  HTTPParser.prototype.initialize = function (type, resource, maxHeaderSize, lenient, connections) {
    initialize.call(this, type, resource);
    // So the parser begins again by itself after each message, on the same connection; Node begins it with each connection.
    if (resource === undefined) return;
    if (maxHeaderSize > 0) this.maxHeaderSize = maxHeaderSize;
    this.async?.asyncEnd();
    this.async = new AsyncWrap();
    this.async.asyncBegin(type === HTTPParser.REQUEST ? 'HTTPINCOMINGMESSAGE' : 'HTTPCLIENTREQUEST', resource);
    this.connections = connections;
    // Who connects and says nothing is waited for no longer than who begins to speak.
    this.begunAt = connections === undefined ? 0 : host.nanoTime() / 1e6;
    this.headersAreComplete = false;
    connections?.add(this);
  };
  HTTPParser.prototype.getAsyncId = function () { return this.async?.getAsyncId() ?? 0; };
  HTTPParser.prototype.execute = function (...values) {
    if (this.begunAt === 0) {
      this.begunAt = host.nanoTime() / 1e6;
      this.headersAreComplete = false;
    }
    const complete = this[kOnMessageComplete], headersComplete = this[kOnHeadersComplete];
    this[kOnHeadersComplete] = (...all) => {
      this.headersAreComplete = true;
      return headersComplete.apply(this, all);
    };
    this[kOnMessageComplete] = (...all) => {
      this.begunAt = 0;
      return complete.apply(this, all);
    };
    try {
      return this.async === undefined ? execute.apply(this, values) : this.async.asyncCall(() => execute.apply(this, values));
    } finally {
      this[kOnMessageComplete] = complete;
      this[kOnHeadersComplete] = headersComplete;
    }
  };
  for (const end of ['remove', 'close', 'free'])
    HTTPParser.prototype[end] = function () {
      this.connections?.delete(this);
      if (end !== 'remove') this.async?.asyncEnd();
    };

  return { HTTPParser, ConnectionsList, methods, allMethods: methods };
})
