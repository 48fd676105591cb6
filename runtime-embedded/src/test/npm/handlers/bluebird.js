const Promise = require('bluebird');

exports.handler = async () => {
  const order = [];
  const mapped = await Promise.map([1, 2, 3], (n) => Promise.delay(5).then(() => { order.push(n); return n * 2; }), { concurrency: 2 });
  const late = await Promise.delay(1000).timeout(10, 'too late').catch(Promise.TimeoutError, (error) => error.message);
  return { mapped, order, late, props: await Promise.props({ a: 1, b: Promise.resolve(2) }) };
};
