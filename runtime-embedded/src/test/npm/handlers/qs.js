const qs = require('qs');

exports.handler = async () => [qs.parse('a[b][]=1&a[b][]=2&c=x%20y&d.e=3', { allowDots: true }), qs.stringify({ a: [1, { b: 2 }], c: null, d: undefined, e: 'ä' }), qs.parse('a=1;b=2', { delimiter: ';' })];
