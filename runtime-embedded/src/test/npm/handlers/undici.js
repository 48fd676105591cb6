const { request, fetch, Agent } = require('undici');

exports.handler = async ({ http }) => {
  const dispatcher = new Agent({ keepAliveTimeout: 10 });
  const { statusCode, body } = await request(`${http}/echo?q=1`, { dispatcher });
  const answer = { statusCode, body: await body.json(), fetched: (await (await fetch(`${http}/echo`, { dispatcher })).json()).method };
  await dispatcher.close();
  return answer;
};
