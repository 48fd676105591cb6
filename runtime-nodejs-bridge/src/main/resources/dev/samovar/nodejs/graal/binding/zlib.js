'use strict';
(function ({ host }, internalBinding) {
  const { AsyncWrap } = internalBinding('async_wrap');
  const FINISH = 4, BROTLI_FINISH = 2;
  const OK = 0, STREAM_END = 1, NEED_DICT = 2, DATA_ERROR = -3, BUF_ERROR = -5;
  const names = { [NEED_DICT]: 'Z_NEED_DICT', [DATA_ERROR]: 'Z_DATA_ERROR', [BUF_ERROR]: 'Z_BUF_ERROR' };
  const empty = new Uint8Array(0);

  class Zlib extends AsyncWrap {
    constructor(mode) {
      super();
      this.mode = mode;
      this.asyncBegin('ZLIB');
    }

    init(windowBits, level, memLevel, strategy, state, processed, dictionary) {
      this.state = state;
      this.processed = processed;
      this.dictionary = dictionary;
      this.handle = host.zlib(this.mode, level, strategy, dictionary);
    }

    params(level, strategy) { host.zlibTune(this.handle, level, strategy); }
    reset() { host.zlibReset(this.handle); }
    close() { if (this.handle !== undefined) host.zlibClose(this.handle); this.handle = undefined; }

    // True if it went well.
    #process(flush, input, from, length, output, at, space) {
      let [code, space2, left, message, gzip] = host.zlibProcess(this.handle, input ?? empty, from, length, output, at, space, flush);
      // Another member of a gzip file follows.
      while (code === STREAM_END && gzip && left > 0 && input[from + length - left] !== 0) {
        host.zlibReset(this.handle);
        [code, space2, left, message] = host.zlibProcess(
          this.handle, input, from + length - left, left, output, at + space - space2, space2, flush);
      }
      this.state[0] = space2;
      this.state[1] = left;
      switch (code) {
        case OK:
        case BUF_ERROR:
          if (space2 !== 0 && flush === FINISH) return this.#failed('unexpected end of file', BUF_ERROR);
          return true;
        case STREAM_END: return true;
        case NEED_DICT: return this.#failed(this.dictionary === undefined ? 'Missing dictionary' : 'Bad dictionary', NEED_DICT);
        default: return this.#failed(message || 'Zlib error', code);
      }
    }

    #failed(message, code) {
      this.onerror(message, code, names[code] ?? 'Z_STREAM_ERROR');
      return false;
    }

    writeSync(...values) { this.#process(...values); }

    write(...values) {
      host.later(() => {
        if (this.handle === undefined) return;
        this.asyncCall(() => { if (this.#process(...values)) this.processed.call(this); });
      });
    }

  }

  const failed = () => Object.assign(new Error('Initialization failed'), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' });
  const UNSET = 0xffffffff;

  class Brotli extends AsyncWrap {
    constructor() {
      super();
      this.asyncBegin('ZLIB');
    }

    init(parameters, state, processed) {
      this.begin(parameters);
      this.state = state;
      this.processed = processed;
      this.open = true;
    }

    params() {}
    close() { this.open = false; this.handle = undefined; }

    writeSync(...values) { this.process(...values); }

    write(...values) {
      host.later(() => {
        if (!this.open) return;
        this.asyncCall(() => { if (this.process(...values)) this.processed.call(this); });
      });
    }
  }

  // Decodes when all of the stream is there: the decoder asks for bytes and does not wait for them.
  class BrotliDecoder extends Brotli {
    begin(parameters) {
      for (let i = 2; i < parameters.length; i++) if (parameters[i] !== UNSET) throw failed();
      this.reset();
    }

    reset() { this.handle = host.brotli(); }

    // True if it went well.
    process(flush, input, from, length, output, at, space) {
      const [space2, failure] = host.brotliProcess(this.handle, input ?? empty, from, length, output, at, space, flush === BROTLI_FINISH);
      this.state[0] = space2;
      this.state[1] = 0;
      if (failure === undefined) return true;
      if (failure === 'end') this.onerror('unexpected end of file', BUF_ERROR, 'Z_BUF_ERROR');
      else this.onerror('Decompression failed', -1, 'ERR__ERROR_FORMAT');
      return false;
    }
  }

  class BrotliEncoder extends Brotli {
    // Windows beyond 24 bits are allowed to an encoder, not asked of it.
    begin([, quality, windowBits, , modelling]) {
      if (modelling > 1 && modelling !== UNSET) throw failed();
      this.quality = Math.min(quality, 11);
      this.windowBits = windowBits === UNSET ? 22 : Math.max(10, Math.min(windowBits, 24));
      this.reset();
    }

    reset() { this.handle = host.brotliEncoding(this.quality, this.windowBits); }

    // True if it went well.
    process(operation, input, from, length, output, at, space) {
      const left = host.brotliEncode(this.handle, input ?? empty, from, length, output, at, space, operation);
      if (left < 0) {
        this.onerror('Compression failed', -1, 'ERR_BROTLI_COMPRESSION_FAILED');
        return false;
      }
      this.state[0] = left;
      this.state[1] = 0;
      return true;
    }
  }

  const unsupported = (what) => class { constructor() { host.unsupported(what); } };

  return {
    Zlib, BrotliEncoder, BrotliDecoder,
    ZstdCompress: unsupported('zlib.createZstdCompress'), ZstdDecompress: unsupported('zlib.createZstdDecompress'),
    crc32: (data, value = 0) => host.crc32(typeof data === 'string' ? new Uint8Array(host.bytesOf(data, 'utf8')) : data, value),
    ZLIB_VERSION: '1.3.1',
  };
})
