const Redis = require('ioredis');

exports.handler = async ({ redis }) => {
  const client = new Redis({ host: '127.0.0.1', port: redis, lazyConnect: true, enableReadyCheck: false, retryStrategy: null });
  await client.connect();
  const set = await client.set('tea', 'green');
  const piped = await client.pipeline().get('tea').incr('cups').incr('cups').exec();
  const wrong = await client.call('nonsense').catch((error) => error.message);
  client.disconnect();
  return { set, piped, wrong };
};
