'use strict';
const assert = require('assert');
const v8 = require('v8');

const hex = (value) => v8.serialize(value).toString('hex');

module.exports = {
  'a clone keeps cycles, maps, dates and what errors were'() {
    const value = { date: new Date(5), map: new Map([[1, new Set(['x'])]]), error: new RangeError('bad', { cause: 1 }) };
    value.self = value;
    const clone = structuredClone(value);
    assert.notStrictEqual(clone, value);
    assert.strictEqual(clone.self, clone);
    assert.deepStrictEqual([clone.date, clone.map], [value.date, value.map]);
    assert.ok(clone.error instanceof RangeError);
    assert.strictEqual(clone.error.cause, 1);
  },
  'what cannot be cloned is refused by its name'() {
    const refused = (message) => ({ name: 'DataCloneError', code: 25, message });
    assert.throws(() => structuredClone(() => 1), refused('() => 1 could not be cloned.'));
    assert.throws(() => structuredClone(Symbol('q')), refused('Symbol(q) could not be cloned.'));
    assert.throws(() => structuredClone(new WeakMap()), refused('#<WeakMap> could not be cloned.'));
    assert.throws(() => structuredClone({}, { transfer: [{}] }), refused('Found invalid value in transferList.'));
  },
  'a transferred buffer is empty where it was'() {
    const buffer = new ArrayBuffer(8);
    assert.strictEqual(structuredClone(buffer, { transfer: [buffer] }).byteLength, 8);
    assert.strictEqual(buffer.byteLength, 0);
  },
  async 'a port that is sent keeps its other end'() {
    const outer = new MessageChannel(), inner = new MessageChannel();
    const received = new Promise((resolve) => inner.port2.on('message', resolve));
    outer.port2.on('message', ({ port }) => port.postMessage('via'));
    outer.port1.postMessage({ port: inner.port1 }, [inner.port1]);
    assert.strictEqual(await received, 'via');
    outer.port1.close();
    inner.port2.close();
  },
  async 'a blob is its parts and a slice of it a part of them'() {
    const blob = new Blob(['hello', new Uint8Array([33])], { type: 'text/plain' });
    assert.strictEqual(await blob.text(), 'hello!');
    assert.strictEqual(await blob.slice(1, 3).text(), 'el');
    assert.strictEqual(await structuredClone(blob).text(), 'hello!');
  },
  'values are written byte for byte as V8 writes them'() {
    assert.strictEqual(
      hex({ a: [1, 'x', -1, 1.5, null, undefined, true, 'ü', '€'], d: new Date(5), m: new Map([[1, 2]]), b: Buffer.from('hi'), big: 12345678901234567890n }),
      'ff0f6f2201614109490222017849014e000000000000f83f305f542201fc6302ac2024000922016444000000000000144022016d3b490249043a022201625c0a02686922036269675a10d20a1feb8ca954ab7b05');
  },
  'what is written is read again'() {
    for (const value of [[1, , 3], { 5: 1, a: { b: [] } }, new Set([1, 'x']), [1.5, 2], -5n, /q/giu, 'a€', -0, Object('s')])
      assert.deepStrictEqual(v8.deserialize(v8.serialize(value)), value);
  },
  async 'a timer that a timer leaves to be made is kept'() {
    await new Promise((resolve) => setTimeout(async () => { await 1; setTimeout(resolve, 1); }, 1));
  },
};
