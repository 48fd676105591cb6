'use strict';
// V8's wire format for values, version 15.
(function (realm, internalBinding) {
  const { host, hooks } = realm;
  internalBinding('messaging');
  const types = internalBinding('types');
  const VERSION = 15;
  const tags = Object.fromEntries(Object.entries({
    version: '\xff', padding: '\0', undefined: '_', null: '0', true: 'T', false: 'F', int: 'I', uint: 'U', double: 'N', bigint: 'Z',
    latin1: '"', utf16: 'c', utf8: 'S', reference: '^', object: 'o', objectEnd: '{', dense: 'A', denseEnd: '$', sparse: 'a', sparseEnd: '@',
    hole: '-', date: 'D', trueObject: 'y', falseObject: 'x', numberObject: 'n', bigintObject: 'z', stringObject: 's', regexp: 'R',
    map: ';', mapEnd: ':', set: "'", setEnd: ',', buffer: 'B', resizable: '~', transferred: 't', shared: 'u', view: 'V', host: '\\', error: 'r',
  }).map(([name, text]) => [name, text.charCodeAt(0)]));
  const regexpFlags = 'gimyusdlv'; // one bit each, the eighth is V8's own
  const views = {
    Int8Array: 'b', Uint8Array: 'B', Uint8ClampedArray: 'C', Int16Array: 'w', Uint16Array: 'W', Int32Array: 'd', Uint32Array: 'D',
    Float16Array: 'h', Float32Array: 'f', Float64Array: 'F', DataView: '?', BigInt64Array: 'q', BigUint64Array: 'Q',
  };
  const errorTags = { EvalError: 'E', RangeError: 'R', ReferenceError: 'F', SyntaxError: 'S', TypeError: 'T', URIError: 'U' };
  const viewName = (value) => host.className(value) === 'DataView' ? 'DataView' : value[Symbol.toStringTag];
  const toBuffer = (array) => host.realm().require('buffer').Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  const number = new DataView(new ArrayBuffer(8));
  const int32 = (value) => Number.isInteger(value) && (value | 0) === value && !Object.is(value, -0);

  class Serializer {
    #bytes = new Uint8Array(64);
    #at = 0;
    #ids = new Map();
    #transferred = new Map();
    #viewsAreHosts = false;

    writeHeader() { this.#byte(tags.version); this.#byte(VERSION); }
    writeValue(value) { this.#value(value); return true; }
    releaseBuffer() {
      const result = toBuffer(this.#bytes.slice(0, this.#at));
      this.#bytes = new Uint8Array(0);
      this.#at = 0;
      return result;
    }
    transferArrayBuffer(id, buffer) { this.#transferred.set(buffer, id); }
    writeUint32(value) { this.#varint(value >>> 0); }
    writeUint64(high, low) { this.#bigVarint((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)); }
    writeDouble(value) { this.#double(Number(value)); }
    writeRawBytes(source) {
      if (!ArrayBuffer.isView(source) && !types.isAnyArrayBuffer(source)) throw Object.assign(
        new TypeError('source must be a TypedArray or a DataView'), { code: 'ERR_INVALID_ARG_TYPE' });
      this.#raw(ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source));
    }
    _setTreatArrayBufferViewsAsHostObjects(on) { this.#viewsAreHosts = Boolean(on); }

    #room(count) {
      if (this.#at + count <= this.#bytes.length) return;
      const more = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + count));
      more.set(this.#bytes);
      this.#bytes = more;
    }
    #byte(value) { this.#room(1); this.#bytes[this.#at++] = value; }
    #raw(bytes) { this.#room(bytes.length); this.#bytes.set(bytes, this.#at); this.#at += bytes.length; }
    #varint(value) {
      for (; value > 127; value = Math.floor(value / 128)) this.#byte((value % 128) | 128);
      this.#byte(value);
    }
    #bigVarint(value) {
      for (; value > 127n; value >>= 7n) this.#byte(Number(value & 127n) | 128);
      this.#byte(Number(value));
    }
    #double(value) {
      number.setFloat64(0, value, true);
      this.#raw(new Uint8Array(number.buffer));
    }
    #number(value) {
      if (int32(value)) {
        this.#byte(tags.int);
        this.#varint(((value << 1) ^ (value >> 31)) >>> 0);
      } else {
        this.#byte(tags.double);
        this.#double(value);
      }
    }
    #string(text) {
      const latin1 = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 255) { this.#wide(text); return; }
        latin1[i] = unit;
      }
      this.#byte(tags.latin1);
      this.#varint(latin1.length);
      this.#raw(latin1);
    }
    #wide(text) {
      const length = text.length * 2;
      const digits = length < 128 ? 1 : Math.floor(Math.log2(length) / 7) + 1;
      if (((this.#at + 1 + digits) & 1) === 1) this.#byte(tags.padding);
      this.#byte(tags.utf16);
      this.#varint(length);
      const bytes = new Uint8Array(length);
      for (let i = 0; i < text.length; i++) {
        bytes[2 * i] = text.charCodeAt(i);
        bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
      }
      this.#raw(bytes);
    }
    #bigint(value) {
      let rest = value < 0n ? -value : value;
      const bytes = [];
      for (; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n));
      while (bytes.length % 8 !== 0) bytes.push(0);
      this.#varint(bytes.length * 2 + (value < 0n ? 1 : 0));
      this.#raw(Uint8Array.from(bytes));
    }

    #value(value) {
      switch (typeof value) {
        case 'undefined': this.#byte(tags.undefined); return;
        case 'boolean': this.#byte(value ? tags.true : tags.false); return;
        case 'number': this.#number(value); return;
        case 'bigint': this.#byte(tags.bigint); this.#bigint(value); return;
        case 'string': this.#string(value); return;
        case 'object': if (value === null) { this.#byte(tags.null); return; } break;
        default: throw this.#refused(value);
      }
      if (ArrayBuffer.isView(value) && !this.#viewsAreHosts && !this.#ids.has(value) && !this.#ids.has(value.buffer)) this.#receiver(value.buffer);
      this.#receiver(value);
    }

    #receiver(value) {
      const known = this.#ids.get(value);
      if (known !== undefined) {
        this.#byte(tags.reference);
        this.#varint(known);
        return;
      }
      this.#ids.set(value, this.#ids.size);
      if (types.isProxy(value)) throw this.#refused(value);
      switch (host.className(value)) {
        case 'Array': this.#array(value); return;
        case 'Date': this.#byte(tags.date); this.#double(value.getTime()); return;
        case 'Boolean': this.#byte(value.valueOf() ? tags.trueObject : tags.falseObject); return;
        case 'Number': this.#byte(tags.numberObject); this.#double(value.valueOf()); return;
        case 'BigInt': this.#byte(tags.bigintObject); this.#bigint(value.valueOf()); return;
        case 'String': this.#byte(tags.stringObject); this.#string(value.valueOf()); return;
        case 'RegExp': this.#byte(tags.regexp); this.#string(value.source); this.#varint(flagBits(value.flags)); return;
        case 'Map': {
          const all = [...Map.prototype.entries.call(value)].flat();
          this.#byte(tags.map);
          for (const each of all) this.#value(each);
          this.#byte(tags.mapEnd);
          this.#varint(all.length);
          return;
        }
        case 'Set': {
          const all = [...Set.prototype.values.call(value)];
          this.#byte(tags.set);
          for (const each of all) this.#value(each);
          this.#byte(tags.setEnd);
          this.#varint(all.length);
          return;
        }
        case 'ArrayBuffer': this.#buffer(value); return;
        case 'SharedArrayBuffer':
          if (typeof this._getSharedArrayBufferId !== 'function') throw this.#refused(value);
          this.#byte(tags.shared);
          this.#varint(this._getSharedArrayBufferId(value) >>> 0);
          return;
        case 'Error': this.#error(value); return;
        case 'Object': case 'Arguments':
          if (hooks.isPort?.(value) || value[hooks.cloneable]) { this.#host(value); return; }
          this.#byte(tags.object);
          this.#end(tags.objectEnd, this.#properties(value, Object.keys(value)));
          return;
        default:
          if (ArrayBuffer.isView(value)) this.#view(value);
          else throw this.#refused(value);
      }
    }

    #end(tag, ...numbers) {
      this.#byte(tag);
      for (const each of numbers) this.#varint(each);
    }
    #properties(value, keys) {
      let count = 0;
      for (const key of keys) {
        if (!Object.hasOwn(value, key)) continue;
        const index = Number(key);
        if (String(index) === key && index >= 0 && index < 4294967295 && Number.isInteger(index)) this.#number(index);
        else this.#string(key);
        this.#value(value[key]);
        count++;
      }
      return count;
    }
    #array(value) {
      const { length } = value;
      const keys = Object.keys(value);
      let holes = false;
      for (let i = 0; i < length && !holes; i++) holes = !Object.hasOwn(value, i);
      this.#byte(holes ? tags.sparse : tags.dense);
      this.#varint(length);
      if (holes) {
        this.#end(tags.sparseEnd, this.#properties(value, keys), length);
        return;
      }
      // An array of numbers that are not all integers is one of doubles.
      const doubles = value.every((each) => typeof each === 'number') && !value.every(int32);
      for (let i = 0; i < length; i++) {
        if (doubles) {
          this.#byte(tags.double);
          this.#double(value[i]);
        } else if (i < value.length && Object.hasOwn(value, i)) this.#value(value[i]);
        else this.#byte(tags.hole);
      }
      this.#end(tags.denseEnd, this.#properties(value, keys.slice(length)), length);
    }
    #buffer(value) {
      const id = this.#transferred.get(value);
      if (id !== undefined) {
        this.#byte(tags.transferred);
        this.#varint(id);
        return;
      }
      if (value.detached) throw this.#cloneError('An ArrayBuffer is detached and could not be cloned.');
      this.#byte(value.resizable ? tags.resizable : tags.buffer);
      this.#varint(value.byteLength);
      if (value.resizable) this.#varint(value.maxByteLength);
      this.#raw(new Uint8Array(value));
    }
    #view(value) {
      if (this.#viewsAreHosts) { this.#host(value); return; }
      this.#byte(tags.view);
      this.#byte(views[viewName(value)].charCodeAt(0));
      this.#varint(value.byteOffset);
      this.#varint(value.byteLength);
      this.#varint(value.buffer.resizable ? 2 : 0);
    }
    #error(value) {
      this.#byte(tags.error);
      const tag = errorTags[value.name];
      if (tag !== undefined) this.#byte(tag.charCodeAt(0));
      if (Object.hasOwn(value, 'message')) {
        this.#byte('m'.charCodeAt(0));
        this.#string(String(value.message));
      }
      if (Object.hasOwn(value, 'cause')) {
        this.#byte('c'.charCodeAt(0));
        this.#value(value.cause);
      }
      if (typeof value.stack === 'string') {
        this.#byte('s'.charCodeAt(0));
        this.#string(value.stack);
      }
      this.#byte('.'.charCodeAt(0));
    }
    #host(value) {
      this.#byte(tags.host);
      if (typeof this._writeHostObject !== 'function') throw this.#refused(value);
      this._writeHostObject(value);
    }
    #refused(value) { return this.#cloneError(`${hooks.shown(value)} could not be cloned.`); }
    #cloneError(message) { return this._getDataCloneError(message); }
  }

  function flagBits(flags) {
    let bits = 0;
    for (const flag of flags) bits |= 1 << regexpFlags.indexOf(flag);
    return bits;
  }
  const flagsOf = (bits) => [...regexpFlags].filter((_, i) => i !== 7 && (bits & (1 << i)) !== 0).join('');

  class Deserializer {
    #at = 0;
    #version = 0;
    #bytes;
    #data;
    #objects = [];
    #transferred = new Map();

    constructor(buffer) {
      if (!ArrayBuffer.isView(buffer)) throw Object.assign(
        new TypeError('buffer must be a TypedArray or a DataView'), { code: 'ERR_INVALID_ARG_TYPE' });
      this.buffer = buffer;
      this.#bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
      this.#data = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    }

    readHeader() {
      if (this.#bytes[this.#at] === tags.version) {
        this.#at++;
        this.#version = this.#varint();
        if (this.#version <= VERSION) return true;
      }
      throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
    }
    readValue() { return this.#value(); }
    getWireFormatVersion() { return this.#version; }
    transferArrayBuffer(id, buffer) { this.#transferred.set(id, buffer); }
    readUint32() { return this.#number('ReadUint32() failed'); }
    readUint64() {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const byte = this.#byte('ReadUint64() failed');
        value |= BigInt(byte & 127) << shift;
        if (byte < 128) return [Number((value >> 32n) & 0xffffffffn), Number(value & 0xffffffffn)];
      }
    }
    readDouble() {
      if (this.#at + 8 > this.#bytes.length) throw new Error('ReadDouble() failed');
      return this.#double();
    }
    _readRawBytes(length) {
      if (this.#at + length > this.#bytes.length) throw new Error('ReadRawBytes() failed');
      const at = this.#at;
      this.#at += length;
      return at;
    }

    #failed() { return new Error('Unable to deserialize cloned data.'); }
    #byte(message) {
      if (this.#at >= this.#bytes.length) throw message === undefined ? this.#failed() : new Error(message);
      return this.#bytes[this.#at++];
    }
    #number(message) {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = this.#byte(message);
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    }
    #varint() { return this.#number(); }
    #tag() {
      let tag;
      do tag = this.#byte(); while (tag === tags.padding);
      return tag;
    }
    #double() {
      if (this.#at + 8 > this.#bytes.length) throw this.#failed();
      const value = this.#data.getFloat64(this.#at, true);
      this.#at += 8;
      return value;
    }
    #raw(length) {
      if (this.#at + length > this.#bytes.length) throw this.#failed();
      const part = this.#bytes.slice(this.#at, this.#at + length);
      this.#at += length;
      return part;
    }
    #string(tag = this.#tag()) {
      const raw = toBuffer(this.#raw(this.#varint()));
      switch (tag) {
        case tags.latin1: return raw.latin1Slice();
        case tags.utf16: return raw.ucs2Slice();
        case tags.utf8: return raw.utf8Slice();
        default: throw this.#failed();
      }
    }
    #bigint() {
      const bits = this.#varint();
      let value = 0n;
      for (const byte of this.#raw(bits >> 1).reverse()) value = (value << 8n) | BigInt(byte);
      return (bits & 1) === 1 ? -value : value;
    }
    #remember(object) {
      this.#objects.push(object);
      return object;
    }

    #value() {
      const value = this.#read(this.#tag());
      // A view comes after the buffer that it shows.
      if (types.isAnyArrayBuffer(value) && this.#bytes[this.#at] === tags.view) {
        this.#at++;
        return this.#view(value);
      }
      return value;
    }

    #read(tag) {
      switch (tag) {
        case tags.undefined: return undefined;
        case tags.null: return null;
        case tags.true: return true;
        case tags.false: return false;
        case tags.int: {
          const value = this.#varint() >>> 0;
          return (value >>> 1) ^ -(value & 1);
        }
        case tags.uint: return this.#varint();
        case tags.double: return this.#double();
        case tags.bigint: return this.#bigint();
        case tags.latin1: case tags.utf16: case tags.utf8: return this.#string(tag);
        case tags.reference: {
          const id = this.#varint();
          if (id >= this.#objects.length) throw this.#failed();
          return this.#objects[id];
        }
        case tags.object: {
          const made = this.#remember({});
          this.#properties(made, tags.objectEnd);
          this.#varint();
          return made;
        }
        case tags.dense: return this.#dense();
        case tags.sparse: {
          const made = this.#remember(new Array(this.#varint()));
          this.#properties(made, tags.sparseEnd);
          this.#varint();
          this.#varint();
          return made;
        }
        case tags.date: return this.#remember(new Date(this.#double()));
        case tags.trueObject: return this.#remember(Object(true));
        case tags.falseObject: return this.#remember(Object(false));
        case tags.numberObject: return this.#remember(Object(this.#double()));
        case tags.bigintObject: return this.#remember(Object(this.#bigint()));
        case tags.stringObject: return this.#remember(Object(this.#string()));
        case tags.regexp: return this.#remember(new RegExp(this.#string(), flagsOf(this.#varint())));
        case tags.map: {
          const made = this.#remember(new Map());
          for (let next; (next = this.#tag()) !== tags.mapEnd;) {
            this.#at--;
            const key = this.#value();
            made.set(key, this.#value());
          }
          this.#varint();
          return made;
        }
        case tags.set: {
          const made = this.#remember(new Set());
          for (let next; (next = this.#tag()) !== tags.setEnd;) {
            this.#at--;
            made.add(this.#value());
          }
          this.#varint();
          return made;
        }
        case tags.buffer: return this.#remember(this.#raw(this.#varint()).buffer);
        case tags.resizable: {
          const length = this.#varint(), made = new ArrayBuffer(length, { maxByteLength: this.#varint() });
          new Uint8Array(made).set(this.#raw(length));
          return this.#remember(made);
        }
        case tags.transferred: {
          const made = this.#transferred.get(this.#varint());
          if (made === undefined) throw this.#failed();
          return this.#remember(made);
        }
        case tags.shared: return this.#remember(this._getSharedArrayBufferFromId?.(this.#varint()) ?? this.#missing());
        case tags.error: return this.#error();
        case tags.host: {
          const id = this.#objects.push(undefined) - 1;
          if (typeof this._readHostObject !== 'function') throw this.#failed();
          const made = this._readHostObject();
          if (typeof made !== 'object' || made === null) throw new TypeError('readHostObject must return an object');
          return this.#objects[id] = made;
        }
        default: throw this.#failed();
      }
    }
    #missing() { throw this.#failed(); }

    #properties(made, end) {
      for (let tag; (tag = this.#tag()) !== end;) {
        this.#at--;
        const key = this.#value();
        if (typeof key !== 'string' && typeof key !== 'number') throw this.#failed();
        Object.defineProperty(made, key, { __proto__: null, value: this.#value(), writable: true, enumerable: true, configurable: true });
      }
    }
    #dense() {
      const length = this.#varint();
      if (length > this.#bytes.length - this.#at) throw this.#failed();
      const made = this.#remember(new Array(length));
      for (let i = 0; i < length; i++) {
        if (this.#bytes[this.#at] === tags.hole) this.#at++;
        else made[i] = this.#value();
      }
      this.#properties(made, tags.denseEnd);
      this.#varint();
      this.#varint();
      return made;
    }
    #view(buffer) {
      const letter = String.fromCharCode(this.#byte());
      const name = Object.keys(views).find((each) => views[each] === letter);
      const offset = this.#varint(), length = this.#varint();
      if (this.#version >= 14) this.#varint();
      const Type = globalThis[name];
      if (Type === undefined || offset + length > buffer.byteLength) throw this.#failed();
      return this.#remember(new Type(buffer, offset, length / (Type.BYTES_PER_ELEMENT ?? 1)));
    }
    #error() {
      const id = this.#objects.push(undefined) - 1;
      let Type = Error, message, stack;
      const found = {};
      for (let tag; (tag = String.fromCharCode(this.#tag())) !== '.';) {
        switch (tag) {
          case 'm': message = this.#string(); break;
          case 's': stack = this.#string(); break;
          case 'c': found.cause = this.#value(); break;
          default: Type = globalThis[Object.keys(errorTags).find((name) => errorTags[name] === tag)] ?? Error;
        }
      }
      const made = message === undefined ? new Type() : new Type(message);
      if (Object.hasOwn(found, 'cause'))
        Object.defineProperty(made, 'cause', { __proto__: null, value: found.cause, writable: true, enumerable: false, configurable: true });
      Object.defineProperty(made, 'stack', { __proto__: null, value: stack, writable: true, enumerable: false, configurable: true });
      return this.#objects[id] = made;
    }
  }

  return { Serializer, Deserializer };
})
