import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.get('/teas/:kind', (c) => c.json({ kind: c.req.param('kind'), hot: c.req.query('hot') }));
app.post('/teas', async (c) => c.text(`made ${(await c.req.json()).name}`, 201));
const serve = handle(app);

const event = (method, path, body) => ({
  version: '2.0', rawPath: path, rawQueryString: 'hot=1', headers: { 'content-type': 'application/json', host: 'x.test' },
  requestContext: { domainName: 'x.test', http: { method, path } }, body, isBase64Encoded: false,
});

export const handler = async () => {
  const show = ({ statusCode, body }) => ({ statusCode, body });
  return [show(await serve(event('GET', '/teas/green'))), show(await serve(event('POST', '/teas', '{"name":"x"}'))),
    show(await serve(event('GET', '/none')))];
};
