// What is shown of objects that have both indices and names.
const util = require('util');
const marked = (value, ...names) => {
  for (const name of names) value[name] = name.toString();
  return value;
};
print(util.inspect(marked([1, 2], 'x', Symbol('s'), 'length1', '01', '-1')));
print(util.inspect(marked([1, , 3], 'x')));
print(util.inspect(marked(new Array(5), 'y')));
print(util.inspect(marked(new Uint8Array(3), 'x', Symbol('s'))));
print(util.inspect(marked(Buffer.from('tea'), 'kind')));
print(util.inspect(marked(new Float64Array([1.5]), '1.5')));
print(util.inspect(marked(Object('text'), 'x')));
print(util.inspect({ 1: 'one', b: 'two' }));
print(util.inspect(marked([], '4294967295')));
print((function () { return util.inspect(marked(arguments, 'x')); })(1, 2));
print(util.inspect(new Proxy([1, 2], {})));
print(util.inspect(new Proxy(marked([1], 'x'), {}), { showProxy: true }));
const hidden = [1];
Object.defineProperty(hidden, 'quiet', { value: 1, enumerable: false });
Object.defineProperty(hidden, Symbol('q'), { value: 1, enumerable: false });
print(util.inspect(hidden));
print(util.inspect(hidden, { showHidden: true }));
for (const [a, b] of [
  [marked([1], 'x'), [1]],
  [marked([1], 'x'), marked([1], 'x')],
  [[1, , 3], [1, undefined, 3]],
  [marked(new Uint8Array(2), 'x'), new Uint8Array(2)],
  [new Uint8Array(2), new Uint8Array([0, 0])],
  [marked(Object('a'), 'x'), Object('a')],
])
  print(util.isDeepStrictEqual(a, b));
