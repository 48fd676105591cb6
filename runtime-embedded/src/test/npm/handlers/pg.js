const { Client } = require('pg');

exports.handler = async ({ postgres }) => {
  const client = new Client({ host: '127.0.0.1', port: postgres, user: 'tea', database: 'teas', password: 'x' });
  await client.connect();
  const { rows, rowCount, command } = await client.query('select name, cups from teas');
  const wrong = await client.query('select nonsense').catch((error) => [error.code, error.message]);
  await client.end();
  return { rows, rowCount, command, wrong };
};
