const express = require('express');

const app = express();
app.use((request, response, next) => { response.set('x-step', 'one'); next(); });
app.use(express.urlencoded({ extended: true }));
app.get('/error', () => { throw new Error('no tea'); });
app.post('/form', (request, response) => response.json(request.body));
app.use((error, request, response, next) => response.status(500).json({ message: error.message }));

exports.handler = async () => {
  const server = await new Promise((ready) => { const s = app.listen(0, '127.0.0.1', () => ready(s)); });
  const base = `http://127.0.0.1:${server.address().port}`;
  const form = await fetch(base + '/form', { method: 'POST', body: new URLSearchParams('a[b]=1&a[c]=2') });
  const error = await fetch(base + '/error');
  const answer = { form: await form.json(), step: form.headers.get('x-step'), error: [error.status, await error.json()] };
  await new Promise((closed) => { server.close(closed); server.closeAllConnections(); });
  return answer;
};
