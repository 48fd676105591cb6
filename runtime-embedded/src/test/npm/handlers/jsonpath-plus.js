const { JSONPath } = require('jsonpath-plus');

exports.handler = async () => {
  const json = { teas: [{ name: 'a', cups: 1 }, { name: 'b', cups: 3, more: { name: 'c' } }] };
  return [JSONPath({ path: '$..name', json }), JSONPath({ path: '$.teas[?(@.cups>2)].name', json }), JSONPath({ path: '$.teas[-1:]', json, resultType: 'path' })];
};
