const got = require('got');

exports.handler = async ({ http }) => {
  const client = got.extend({ prefixUrl: http, headers: { 'user-agent': 'got' }, retry: 0 });
  const json = await client('echo', { searchParams: { q: 'a b' } }).json();
  const posted = await client.post('echo', { json: { tea: 1 } }).json();
  const refused = await client('status/500').catch((error) => [error.name, error.response.statusCode]);
  return { json, posted, refused };
};
