const Papa = require('papaparse');

exports.handler = async () => {
  const { data, errors, meta } = Papa.parse('name;cups\n"a;b";2\nc', { header: true, dynamicTyping: true });
  return { data, errors, delimiter: meta.delimiter, back: Papa.unparse([{ a: 'x,y', b: '"' }]) };
};
