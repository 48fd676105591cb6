'use strict';

// Answers in pieces: the global `awslambda`, and the stream that a streaming handler writes to.
//
// Source: AWS Lambda developer guide, "Response streaming for Lambda functions".

const { RuntimeError } = require('./errors.js');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const HTTP_TYPE = 'application/vnd.awslambda.http-integration-response';

const globals = {
  streamifyResponse(handler, options) {
    handler[STREAMING] = 'response';
    if (options?.highWaterMark !== undefined) handler[HIGH_WATER_MARK] = parseInt(options.highWaterMark, 10);
    return handler;
  },
  HttpResponseStream: class HttpResponseStream {
    // Has the stream begin with status, headers and cookies of an HTTP answer.
    static from(stream, prelude) {
      stream.setContentType(HTTP_TYPE);
      const json = JSON.stringify(prelude);
      stream._onBeforeFirstWrite = (write) => {
        write(Buffer.from(json));
        write(Buffer.alloc(8));
      };
      return stream;
    }
  },
};

function isStreaming(handler) {
  if (handler[STREAMING] && handler[STREAMING] !== 'response')
    throw new RuntimeError('Runtime.MalformedStreamingHandler', 'Only response streaming is supported.');
  return handler[STREAMING] === 'response';
}

// What Node's streams hold themselves, of that version.
function highWaterMark(handler, major) {
  return handler[HIGH_WATER_MARK] ?? (major < 22 ? 16384 : 65536);
}

function responseStream(host, highWaterMark) {
  const { Writable } = require('stream');
  let contentType = 'application/octet-stream';
  let answer;

  class ResponseStream extends Writable {
    setContentType(type) {
      if (answer) throw new RuntimeError('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.');
      contentType = type;
    }

    #begin() {
      if (answer) return;
      answer = host.stream(contentType);
      this._onBeforeFirstWrite?.((bytes) => answer.write(bytes));
    }

    _write(chunk, encoding, callback) {
      this.#begin();
      if (answer.write(chunk, callback) !== false) callback();
    }

    _final(callback) {
      this.#begin();
      answer.end();
      callback();
    }

    // Anything that can be sent: text and bytes as they are, other values as JSON. Lambda's own looks at the length first.
    write(chunk, encoding, callback) {
      if (chunk === null || chunk === undefined) throw new TypeError(`Cannot read properties of ${chunk} (reading 'length')`);
      return super.write(sendable(chunk), encoding, callback);
    }

    end(chunk, encoding, callback) {
      return chunk === undefined || chunk === null || typeof chunk === 'function'
        ? super.end(chunk)
        : super.end(sendable(chunk), encoding, callback);
    }
  }
  return new ResponseStream({ highWaterMark });
}

function sendable(chunk) {
  return typeof chunk === 'string' || ArrayBuffer.isView(chunk) ? chunk : JSON.stringify(chunk);
}

module.exports = { globals, highWaterMark, isStreaming, responseStream };
