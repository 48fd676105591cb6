const Koa = require('koa');
const serverless = require('serverless-http');

const app = new Koa();
app.use(async (context, next) => { await next(); context.set('x-after', 'yes'); });
app.use(async (context) => {
  if (context.path === '/fail') context.throw(418, 'no coffee');
  context.body = { path: context.path, query: context.query, host: context.host };
});
app.silent = true;
const handle = serverless(app);

exports.handler = async (_, context) => {
  const event = (path) => ({ httpMethod: 'GET', path, headers: { host: 'x.test' }, queryStringParameters: { a: '1' }, requestContext: {} });
  const show = ({ statusCode, body, headers }) => ({ statusCode, body, after: headers['x-after'], type: headers['content-type'] });
  return [show(await handle(event('/teas'), context)), show(await handle(event('/fail'), context))];
};
