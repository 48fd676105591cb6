const serverlessExpress = require('@codegenie/serverless-express');
const express = require('express');

const app = express();
app.use(express.json());
app.get('/teas/:kind', (request, response) => response.json({ kind: request.params.kind, query: request.query }));
app.post('/teas', (request, response) => response.status(201).set('x-tea', 'yes').send(request.body));
const handle = serverlessExpress({ app });

const event = (method, path, query, body) => ({
  version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: query, headers: { 'content-type': 'application/json', host: 'x' },
  requestContext: { http: { method, path, sourceIp: '127.0.0.1' }, stage: '$default' }, body, isBase64Encoded: false,
});

exports.handler = async (_, context) => {
  const show = ({ statusCode, body, headers }) => ({ statusCode, body, type: headers['content-type'], tea: headers['x-tea'] });
  return [show(await handle(event('GET', '/teas/green', 'hot=1'), context)),
    show(await handle(event('POST', '/teas', '', '{"name":"oolong"}'), context)),
    (await handle(event('GET', '/none', ''), context)).statusCode];
};
