const serverless = require('serverless-http');

const handle = serverless((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => { response.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] }); response.write(`${request.method} ${request.url} `); response.end(Buffer.concat(parts)); });
});

exports.handler = async (_, context) => {
  const { statusCode, body, headers, multiValueHeaders, cookies } = await handle({ httpMethod: 'POST', path: '/x', headers: {}, queryStringParameters: { q: '1' }, body: 'dGVh', isBase64Encoded: true, requestContext: {} }, context);
  return { statusCode, body, type: headers['content-type'], cookies: multiValueHeaders?.['set-cookie'] ?? cookies };
};
