const axios = require('axios');

exports.handler = async ({ http }) => {
  const client = axios.create({ baseURL: http, headers: { 'x-from': 'axios' } });
  const got = await client.get('/echo', { params: { q: 'a b', list: [1, 2] } });
  const posted = await client.post('/echo', { tea: 'green' });
  const refused = await client.get('/status/404').catch((error) => [error.code, error.response.status, error.response.data]);
  return { got: got.data, posted: posted.data, refused };
};
