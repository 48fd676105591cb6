const YAML = require('yaml');

exports.handler = async () => {
  const document = YAML.parseDocument('# teas\nteas: &t\n  - {name: green, hot: yes}\n  - name: "black"\ncopy: *t\ntext: |\n  a\n  b\n');
  document.setIn(['teas', 0, 'name'], 'white');
  const error = (() => { try { YAML.parse('a: [1'); } catch ({ code, message }) { return [code, message.split('\n')[0]]; } })();
  return [document.toJS(), String(document), YAML.stringify({ a: [1, { b: null }], c: 'x: y' }), error];
};
