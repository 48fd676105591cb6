'use strict';
// Contexts have globals of their own, which are those of an object.
const vm = require('vm');
const util = require('util');
const say = (...values) => print(values.join(' '));

const sandbox = vm.createContext({ count: 1, print });
say(vm.isContext(sandbox), vm.isContext({}));
say(vm.runInContext('count += 40; var more = 2; function add() { return count + more; } add()', sandbox));
say(Object.keys(sandbox).sort().join());
say(typeof sandbox.add, sandbox.count, sandbox.more);
say(vm.runInContext('let hidden = 7; const constant = 8; hidden + constant', sandbox), 'hidden' in sandbox);
say(vm.runInContext('hidden', sandbox));
say(vm.runInContext('typeof missing', sandbox));
try { vm.runInContext('missing', sandbox); } catch (e) { say(e.name, e.message, e instanceof ReferenceError); }
say(vm.runInContext('globalThis === this', sandbox), vm.runInContext('Array', sandbox) === Array);
say(Array.isArray(vm.runInContext('[1, 2]', sandbox)), vm.runInContext('[1, 2]', sandbox) instanceof Array);
say(util.inspect(vm.runInContext('({ a: [1, new Map([[1, 2]])], d: new Date(0) })', sandbox)));
say(vm.runInNewContext('a + b', { a: 1, b: 2 }), vm.runInNewContext('typeof require + typeof process + typeof setTimeout'));
say(vm.runInThisContext('typeof require'), vm.runInThisContext('typeof globalThis.process'));
const script = new vm.Script('x = (typeof x === "undefined" ? 0 : x) + 1', { filename: 'counter.js' });
const first = vm.createContext({}), second = vm.createContext({ x: 10 });
script.runInContext(first); script.runInContext(first); script.runInContext(second);
say(first.x, second.x, typeof x);
try { new vm.Script('var 1', { filename: 'bad.js' }); } catch (e) { say(e.name, e instanceof SyntaxError); }
say(vm.runInContext('delete more; delete count; typeof count', sandbox), 'count' in sandbox);
say(vm.runInContext('"use strict"; try { undeclared = 1 } catch (e) { e.name }', sandbox), 'undeclared' in sandbox);
sandbox.later = () => 'outer';
say(vm.runInContext('later()', sandbox), vm.runInContext('Object.keys(globalThis).includes("later")', sandbox));
say(vm.compileFunction('return a + b + c', ['a', 'b'], { contextExtensions: [{ c: 3 }] })(1, 2));
say(vm.compileFunction('return typeof count + typeof more + x', [], { parsingContext: second })());
vm.runInContext('Promise.resolve(5).then((v) => print("then " + v))', sandbox);
say(vm.isContext(vm.createContext(vm.constants.DONT_CONTEXTIFY)));
try { vm.runInContext('1', {}); } catch (e) { say(e.code); }
