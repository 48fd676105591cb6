const R = require('ramda');

exports.handler = async () => [
  R.pipe(R.groupBy(R.prop('kind')), R.map(R.pluck('name')))([{ kind: 'g', name: 'a' }, { kind: 'b', name: 'b' }, { kind: 'g', name: 'c' }]),
  R.over(R.lensPath(['a', 0, 'b']), R.inc, { a: [{ b: 1 }] }), R.zipWith(R.add, [1, 2], [3, 4]), R.curry((a, b, c) => a + b + c)(1)(2, 3),
];
