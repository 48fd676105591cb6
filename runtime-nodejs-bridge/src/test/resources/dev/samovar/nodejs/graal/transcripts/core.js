const util = require('util');
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const os = require('os');
class A {
  #p = 1;
  x = 2;
  get y() {
    return 3;
  }
  static s = 4;
}
print(
  util.inspect(
    [
      new A(),
      A,
      Symbol('q'),
      10n,
      -0,
      [1, , 3],
      { a: { b: { c: { d: 1 } } } },
      new Error('e').message,
      () => {},
      function foo() {},
      class B extends A {},
      new Proxy({ a: 1 }, {}),
      new WeakMap(),
      [Promise.resolve(1), Promise.reject(new Error('z')).catch(() => {}) && 0],
      new Map([[{ a: 1 }, 'b']]).entries(),
      new Set([1]).values(),
      new Date(NaN),
      /x/gi,
      Object.create(null),
      Object.create({ constructor: { name: 'X' } }),
      new (class Foo extends Map {})(),
      globalThis === global,
      process.versions.node.split('.')[0],
      new Uint8Array(3),
      new ArrayBuffer(2),
      new DataView(new ArrayBuffer(1)),
      (function () {
        return arguments;
      })(1, 2),
      async () => {},
      function* g() {},
      Object.assign(() => {}, { k: 1 }),
      new Number(3),
      new String('abc'),
      [undefined, null],
      { 'a-b': 1, [Symbol('s')]: 2 },
      'it\'s "q"',
      ['x'.repeat(100)],
    ],
    { depth: 4 },
  ),
);
try {
  assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] });
} catch (e) {
  print(e.message + e.code);
}
try {
  assert.strictEqual(1, 2);
} catch (e) {
  print(e.message);
}
try {
  assert(false);
} catch (e) {
  print(e.message);
}
try {
  fs.readFileSync('/tmp/none');
} catch (e) {
  print(util.inspect({ ...e }) + e.message);
}
try {
  path.join(1);
} catch (e) {
  print(e.stack.split('\n')[0]);
}
fs.writeFileSync('/tmp/zz_a', 'hello');
fs.appendFileSync('/tmp/zz_a', ' world');
print(fs.readFileSync('/tmp/zz_a', 'utf8') + fs.statSync('/tmp/zz_a').size + fs.statSync('/tmp/zz_a').isFile());
fs.mkdirSync('/tmp/zz_d/e/f', { recursive: true });
fs.renameSync('/tmp/zz_a', '/tmp/zz_d/a');
print(
  fs.readdirSync('/tmp/zz_d').join() +
    fs.readdirSync('/tmp/zz_d', { withFileTypes: true }).map((x) => x.name + x.isDirectory()),
);
fs.rmSync('/tmp/zz_d', { recursive: true });
print(fs.existsSync('/tmp/zz_d'));
const { EventEmitter, once } = require('events');
const e = new EventEmitter();
once(e, 'x').then((v) => print('once ' + v));
e.emit('x', 5);
try {
  e.emit('error', new Error('boo'));
} catch (x) {
  print(x.message);
}
const { Readable, Transform, pipeline } = require('stream');
pipeline(
  Readable.from(['a', 'b']),
  new Transform({
    transform(c, _, cb) {
      cb(null, String(c).toUpperCase());
    },
  }),
  async function* (src) {
    for await (const c of src) print('chunk ' + c);
  },
  (err) => print('piped ' + err),
);
fs.promises
  .writeFile('/tmp/zz_p', 'pp')
  .then(() => fs.promises.readFile('/tmp/zz_p', 'utf8'))
  .then((t) => print('promise ' + t));
fs.createReadStream(__filename, { end: 20 })
  .on('data', (d) => print('read ' + d.length))
  .on('close', () => print('closed'));
const order = [];
setTimeout(() => order.push('t1'), 1);
setImmediate(() => order.push('i'));
process.nextTick(() => order.push('n'));
Promise.resolve()
  .then(() => {
    order.push('p');
    process.nextTick(() => order.push('n2'));
  })
  .then(() => order.push('p2'));
queueMicrotask(() => order.push('m'));
setTimeout(() => print(order.sort().join()), 60);
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
als.run({ id: 7 }, () =>
  setTimeout(async () => {
    await 1;
    print('als ' + als.getStore().id);
  }, 5),
);
print(
  util.format('%s %d %i %f %j %o %O %c %%', 'a', 1.5, '42px', '1.5', { a: 1 }, [1], { b: 2 }, 'css') +
    util.types.isPromise(Promise.resolve()) +
    util.isDeepStrictEqual(new Map([[1, 2]]), new Map([[1, 2]])),
);
process.on('exit', () => {});
const ac = new AbortController();
ac.signal.addEventListener('abort', () => print('aborted ' + ac.signal.reason.name));
ac.abort();
print(
  structuredClone({ a: new Date(0), m: new Map([[1, [2]]]) }).m.get(1)[0] +
    '' +
    typeof performance.now() +
    typeof fetch +
    typeof Headers,
);
import('node:path').then((m) => print('import ' + typeof m.join + typeof m.default.join));
util
  .promisify(setTimeout)(3)
  .then(() => print('promisified'));
print(
  new Intl.NumberFormat('en-US').format(1234567.891) +
    new Date(0).toLocaleString('en-US', { timeZone: 'UTC' }) +
    [3, 1, 2].toSorted() +
    Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'o' : 'e')).o,
);
const err = new Error('outer', { cause: new TypeError('inner') });
print(
  util.inspect(err).split('\n')[0] +
    util.inspect(err).includes('[cause]: TypeError: inner') +
    util.inspect(new AggregateError([new Error('1')], 'agg')).includes('[errors]'),
);
