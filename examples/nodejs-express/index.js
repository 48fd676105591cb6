const express = require('express');
const serverless = require('serverless-http');

const teas = ['assam', 'sencha'];
const app = express();
app.use(express.json());
app.get('/teas', (request, response) => response.json(teas));
app.post('/teas', (request, response) => {
  if (typeof request.body.name !== 'string') return response.status(400).json({ error: 'a tea has a name' });
  teas.push(request.body.name);
  return response.status(201).location(`/teas/${request.body.name}`).json({ count: teas.length });
});

exports.handler = serverless(app);
