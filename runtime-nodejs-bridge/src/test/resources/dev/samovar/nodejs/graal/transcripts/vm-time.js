'use strict';
const vm = require('vm');
const told = (name, body) => {
  try {
    print(`${name}: ${String(body())}`);
  } catch (error) {
    print(`${name}: ${error?.name} ${error?.code} ${error?.message}, an error of ours ${error instanceof Error}`);
  }
};
const context = vm.createContext({ seen: [], print });
const loop = 'for (;;) {}';
told('a loop', () => vm.runInContext(loop, context, { timeout: 5 }));
told('afterwards', () => vm.runInContext('seen.push(1)', context, { timeout: 1000 }));
told('this context', () => vm.runInThisContext(loop, { timeout: 6 }));
told('a new context', () => vm.runInNewContext(loop, {}, { timeout: 7 }));
told('a script', () => new vm.Script(loop).runInContext(context, { timeout: 8, breakOnSigint: true }));
told('a script in this context', () => new vm.Script(loop).runInThisContext({ timeout: 8 }));
told('caught inside', () => vm.runInContext(`for (;;) { try { ${loop} } catch { seen.push('caught') } finally { seen.push('finally') } }`, context, { timeout: 9 }));
told('what was seen', () => context.seen);
told('in a generator', () => vm.runInContext(`function* all() { try { ${loop} } finally { seen.push('closed') } }; for (const x of all()) seen.push(x)`, context, { timeout: 9 }));
told('in an iterator', () => vm.runInContext(`for (const x of { [Symbol.iterator]() { return { next: () => ({ value: 1 }), return() { seen.push('returned'); return {}; } } } }) { ${loop} }`, context, { timeout: 9 }));
told('in a comparison', () => vm.runInContext(`[2, 1].sort(() => { ${loop} })`, context, { timeout: 9 }));
told('in a promise', () => vm.runInContext(`new Promise(() => { ${loop} }).catch(() => seen.push('rejected'))`, context, { timeout: 9 }));
told('in an async function', () => vm.runInContext(`(async () => { ${loop} })().catch(() => seen.push('rejected'))`, context, { timeout: 9 }));
told('in a replacement', () => vm.runInContext(`'a'.replace(/a/, () => { ${loop} })`, context, { timeout: 9 }));
told('in a getter', () => vm.runInContext(`JSON.stringify({ get a() { ${loop} } })`, context, { timeout: 9 }));
told('in a proxy', () => vm.runInContext(`new Proxy({}, { get() { ${loop} } }).a`, context, { timeout: 9 }));
told('what was seen', () => context.seen);
context.inner = (timeout) => vm.runInContext(loop, context, { timeout });
told('the inner one first', () => vm.runInContext('try { inner(5) } catch (error) { error.code }', context, { timeout: 10000 }));
told('the outer one first', () => vm.runInContext('try { inner(10000) } catch (error) { error.code }', context, { timeout: 20 }));
told('the inner one over and over', () => vm.runInContext('for (;;) try { inner(3) } catch {}', context, { timeout: 40 }));
told('an error of its own', () => vm.runInContext('throw new TypeError("mine")', context, { timeout: 1000 }));
told('a callback of ours', () => { context.ours = () => { for (;;); }; vm.runInContext('ours()', context, { timeout: 5 }); });
for (const timeout of [0, -1, 1.5, NaN, '5', null]) told(`timeout ${timeout}`, () => vm.runInContext('1', context, { timeout }));
told('sigint', () => vm.runInContext('1', context, { breakOnSigint: true }));
told('no boolean', () => vm.runInContext('1', context, { breakOnSigint: 1 }));
try { vm.runInContext(loop, context, { timeout: 5 }); } catch (error) { print(Object.keys(error).join() + ' ' + error.stack.split('\n')[0]); }
setTimeout(() => print('the loop goes on'), 1);
Promise.resolve().then(() => print('so do promises'));
