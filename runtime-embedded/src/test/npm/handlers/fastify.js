const app = require('fastify')();
const awsLambdaFastify = require('@fastify/aws-lambda');

app.get('/teas/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } },
  async (request) => ({ id: request.params.id, query: request.query }));
const handle = awsLambdaFastify(app);

exports.handler = async (_, context) => {
  const event = (path) => ({ httpMethod: 'GET', path, headers: {}, queryStringParameters: { hot: '1' }, requestContext: {} });
  const show = ({ statusCode, body }) => ({ statusCode, body });
  return [show(await handle(event('/teas/7'), context)), show(await handle(event('/teas/x'), context)),
    show(await handle(event('/none'), context))];
};
