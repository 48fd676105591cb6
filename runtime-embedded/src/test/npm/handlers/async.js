const async = require('async');

exports.handler = async () => {
  const order = [];
  const work = async (n) => { await new Promise((done) => setTimeout(done, 5 * n)); order.push(n); return n * n; };
  const squares = await async.mapLimit([3, 1, 2], 2, work);
  const queue = async.queue(work, 1);
  queue.push([1, 1]);
  await queue.drain();
  return { squares, order, auto: await async.auto({ a: async () => 1, b: ['a', async ({ a }) => a + 1] }) };
};
