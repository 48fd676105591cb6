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

  const failed = (what = 'Initialization failed') => Object.assign(new Error(what), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' });
  const UNSET = 0xffffffff;

  // A stream that begins by its parameters, and processes one piece after the other.
  class Stream extends AsyncWrap {
    constructor() {
      super();
      this.asyncBegin('ZLIB');
    }

    init(parameters, state, processed) {
      this.begin(parameters);
      this.starts(state, processed);
    }

    starts(state, processed) {
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

  class BrotliDecoder extends Stream {
    begin(parameters) {
      for (let i = 2; i < parameters.length; i++) if (parameters[i] !== UNSET) throw failed();
      this.large = parameters[1] !== UNSET && parameters[1] !== 0;
      this.reset();
    }

    reset() { this.handle = host.brotli(this.large); }

    // True if it went well.
    process(flush, input, from, length, output, at, space) {
      const [space2, left, starved, number, code] = host.brotliProcess(this.handle, input ?? empty, from, length, output, at, space);
      this.state[0] = space2;
      this.state[1] = left;
      if (code !== undefined) this.onerror('Decompression failed', number, code);
      else if (starved && flush === BROTLI_FINISH) this.onerror('unexpected end of file', BUF_ERROR, 'Z_BUF_ERROR');
      else return true;
      return false;
    }
  }

  class BrotliEncoder extends Stream {
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

  // The least and the most of each parameter of Zstandard's; zero leaves it to the encoder.
  const ANY = [-Infinity, Infinity];
  const ZSTD_C = {
    100: ANY, 101: [10, 31], 102: [6, 30], 103: [6, 30], 104: [1, 30], 105: [3, 7], 106: [0, 131072], 107: [1, 9],
    160: [0, 2], 161: [6, 30], 162: [4, 4096], 163: [1, 8], 164: [0, 25], 200: ANY, 201: ANY, 202: ANY,
    400: [0, 256], 401: [0, 1 << 30], 402: [0, 9],
  };
  const ZSTD_D = { 100: [10, 31] };
  const zstdErrors = {
    10: ['prefix_unknown', 'Unknown frame descriptor'], 14: ['frameParameter_unsupported', 'Unsupported frame parameter'],
    16: ['frameParameter_windowTooLarge', 'Frame requires too much memory for decoding'],
    20: ['corruption_detected', 'Data corruption detected'], 22: ['checksum_wrong', "Restored data doesn't match checksum"],
    32: ['dictionary_wrong', 'Dictionary mismatch'], 72: ['srcSize_wrong', 'Src size is incorrect'],
  };

  class Zstd extends Stream {
    init(parameters, promised, state, processed, dictionary) {
      for (let i = 0; i < parameters.length; i++) {
        const value = parameters[i] | 0;
        if (value === -1) continue;
        const range = this.ranges[i];
        if (range === undefined || (value !== 0 && (value < range[0] || value > range[1]))) throw failed('Setting parameter failed');
      }
      this.dictionary = dictionary === undefined ? empty : new Uint8Array(dictionary.buffer, dictionary.byteOffset, dictionary.byteLength);
      const trained = [0x37, 0xa4, 0x30, 0xec].every((byte, i) => this.dictionary[i] === byte);
      if (trained) host.unsupported('a trained dictionary of zstd');
      this.begin(parameters, promised);
      this.starts(state, processed);
    }

    failed(number) {
      const [code, message] = zstdErrors[number];
      this.onerror(message, number, 'ZSTD_error_' + code);
      return false;
    }
  }

  class ZstdCompress extends Zstd {
    get ranges() { return ZSTD_C; }

    begin(parameters, promised = -1) {
      const level = parameters[100] | 0;
      this.level = level === 0 || level === -1 ? 3 : Math.min(level, 22);
      this.checked = parameters[201] !== 0 && parameters[201] !== UNSET;
      this.promised = promised;
      this.reset();
    }

    reset() { this.handle = host.zstdEncoding(this.level, this.checked, this.promised, this.dictionary); }

    // True if it went well.
    process(operation, input, from, length, output, at, space) {
      const left = host.zstdEncode(this.handle, input ?? empty, from, length, output, at, space, operation);
      if (left < 0) return this.failed(72);
      this.state[0] = left;
      this.state[1] = 0;
      return true;
    }
  }

  class ZstdDecompress extends Zstd {
    get ranges() { return ZSTD_D; }

    // What a guest says does not have the host keep more than Zstandard does unasked.
    begin(parameters) {
      const most = parameters[100] | 0;
      this.windowBits = most <= 0 ? 27 : Math.min(most, 27);
      this.reset();
    }

    reset() { this.handle = host.zstdDecoding(this.windowBits, this.dictionary); }

    // True if it went well.
    process(_, input, from, length, output, at, space) {
      const [space2, left, failure] = host.zstdDecode(this.handle, input ?? empty, from, length, output, at, space);
      if (failure !== 0) return this.failed(failure);
      this.state[0] = space2;
      this.state[1] = left;
      return true;
    }
  }

  return {
    Zlib, BrotliEncoder, BrotliDecoder, ZstdCompress, ZstdDecompress,
    crc32: (data, value = 0) => host.crc32(typeof data === 'string' ? new Uint8Array(host.bytesOf(data, 'utf8')) : data, value),
    ZLIB_VERSION: '1.3.1',
  };
})
