const { parse } = require('csv-parse');
const { parse: parseSync } = require('csv-parse/sync');

exports.handler = async () => {
  const rows = [];
  const parser = parse({ columns: true, cast: true });
  parser.write('name,cups\n"green, fine",2\n');
  parser.end('"say ""tea""",3\n');
  for await (const row of parser) rows.push(row);
  return { rows, sync: parseSync('a;b\n1;2', { delimiter: ';' }) };
};
