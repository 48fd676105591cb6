'use strict';
// The order of the event loop, where Node promises one.
const fs = require('fs');

function phase(name, run) {
  return new Promise((done) => { print(`--- ${name}`); run((...args) => { print(...args); }); setTimeout(done, 150); });
}

(async () => {
  await phase('ticks before microtasks before timers', (say) => {
    setTimeout(() => say('timeout'), 0);
    setTimeout(() => say('timeout 1'), 1);
    queueMicrotask(() => { say('microtask'); process.nextTick(() => say('tick of microtask')); });
    process.nextTick(() => { say('tick'); process.nextTick(() => say('tick of tick')); Promise.resolve().then(() => say('promise of tick')); });
    Promise.resolve().then(() => say('promise')).then(() => say('promise 2'));
    say('sync');
  });
  await phase('async functions', (say) => {
    (async () => { say('a1'); await null; say('a2'); await new Promise(process.nextTick); say('a3'); })();
    (async () => { say('b1'); await (async () => { await null; say('b inner'); })(); say('b2'); })();
    say('end');
  });
  await phase('immediates of an I/O callback come before timers', (say) => {
    fs.stat('/tmp', () => {
      setTimeout(() => say('timeout'), 0);
      setImmediate(() => { say('immediate'); process.nextTick(() => say('tick of immediate')); });
      setImmediate(() => say('immediate 2'));
      process.nextTick(() => say('tick'));
      Promise.resolve().then(() => say('promise'));
    });
  });
  await phase('ticks run between callbacks of one phase', (say) => {
    setTimeout(() => { say('t1'); process.nextTick(() => say('tick of t1')); Promise.resolve().then(() => say('promise of t1')); }, 5);
    setTimeout(() => say('t2'), 5);
    setImmediate(() => { say('i1'); process.nextTick(() => say('tick of i1')); });
    setImmediate(() => say('i2'));
  });
  await phase('timers by their time, then their making', (say) => {
    setTimeout(() => say('20'), 20); setTimeout(() => say('10'), 10); setTimeout(() => say('10 again'), 10); setTimeout(() => say('1'), 1);
    const cleared = setTimeout(() => say('never'), 5); clearTimeout(cleared);
  });
  await phase('intervals', (say) => {
    let n = 0; const interval = setInterval(() => { say(`interval ${++n}`); if (n === 3) clearInterval(interval); }, 10);
  });
  await phase('clearing from inside', (say) => {
    const a = setImmediate(() => { say('a'); clearImmediate(b); });
    const b = setImmediate(() => say('b'));
    const t = setTimeout(() => { say('t'); clearTimeout(u); }, 5);
    const u = setTimeout(() => say('u'), 5);
  });
  await phase('an error in a tick leaves the rest', (say) => {
    process.once('uncaughtException', (error) => say(`caught ${error.message}`));
    process.nextTick(() => { throw new Error('tick'); });
    process.nextTick(() => say('next tick'));
    setImmediate(() => say('immediate'));
  });
  await phase('rejections', (say) => {
    process.on('unhandledRejection', (reason, promise) => { say(`unhandled ${reason.message}`); setTimeout(() => promise.catch(() => {}), 5); });
    process.on('rejectionHandled', () => say('handled later'));
    Promise.reject(new Error('nobody'));
    const soon = Promise.reject(new Error('soon')); process.nextTick(() => soon.catch(() => say('caught in time')));
    const inMicrotask = Promise.reject(new Error('micro')); queueMicrotask(() => inMicrotask.catch(() => say('caught in a microtask')));
  });
  await phase('promise APIs', async (say) => {
    const { setTimeout: wait, setImmediate: immediate } = require('timers/promises');
    wait(10, 'ten').then(say); immediate('now').then(say);
    const abort = new AbortController(); wait(50, 0, { signal: abort.signal }).catch((error) => say(error.name)); abort.abort();
    say(String(await Promise.race([wait(5, 'five'), wait(20, 'twenty')])));
  });
  await phase('events are synchronous', (say) => {
    const emitter = new (require('events'))();
    emitter.on('x', () => say('listener')); say('before'); emitter.emit('x'); say('after');
    require('events').once(emitter, 'y').then(([value]) => say(`once ${value}`)); emitter.emit('y', 1); say('emitted');
  });
  await phase('streams', (say) => {
    const { Readable } = require('stream');
    const r = Readable.from(['a', 'b']);
    r.on('data', (part) => say(`data ${part}`)); r.on('end', () => say('end')); r.on('close', () => say('close')); say('sync');
  });
  await phase('unref does not keep', (say) => { const t = setTimeout(() => say('never'), 100000); t.unref(); say(String(t.hasRef())); });
})();
