const order = [];
const note = (what) => () => order.push(what);
setImmediate(() => {
  order.push('immediate');
  Promise.resolve().then(note('microtask of immediate'));
  process.nextTick(note('tick of immediate'));
});
setImmediate(note('second immediate'));
process.nextTick(() => {
  order.push('tick');
  process.nextTick(note('tick of tick'));
  queueMicrotask(note('microtask of tick'));
});
Promise.resolve()
  .then(() => {
    order.push('microtask');
    process.nextTick(note('tick of microtask'));
  })
  .then(note('second microtask'));
queueMicrotask(note('queued microtask'));
const timers = [];
setTimeout(() => {
  timers.push('timer');
  process.nextTick(() => timers.push('tick of timer'));
  Promise.resolve().then(() => timers.push('microtask of timer'));
}, 5);
setTimeout(() => timers.push('second timer'), 5);
setTimeout(() => timers.push('late timer'), 20);
const gone = setTimeout(() => timers.push('cleared timer'), 5);
clearTimeout(gone);
setTimeout(() => print('unref holds nothing'), 100000).unref();
setTimeout(() => {
  setImmediate(() => {
    print(order.join());
    print(timers.join());
  });
}, 40);

// It keeps nothing waiting.
new (require('net').Socket)().setTimeout(3_600_000);
