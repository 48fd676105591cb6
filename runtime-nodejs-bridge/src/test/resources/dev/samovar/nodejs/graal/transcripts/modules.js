'use strict';
// Modules as Node resolves and loads them. The tree is made first, so that this file is all of it.
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

process.removeAllListeners('warning');
const root = '/tmp/modules';
fs.rmSync(root, { recursive: true, force: true });
function file(name, text) {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), typeof text === 'string' ? text : JSON.stringify(text));
}

const need = createRequire(root + '/main.js');
const load = (name) => import(pathToFileURL(path.join(root, name)).href);
const shown = (value) => { try { return JSON.stringify(value); } catch { return String(value); } };
// What the engine itself words is its own.
function told(error) {
  if (!error.code && (error.name === 'SyntaxError' || error.name === 'TypeError')) return error.name;
  const message = String(error.message).split('\n').slice(0, 3).join(' | ');
  return `${error.name} ${error.code} ${message}`;
}
function attempt(what, run) {
  try { print(`${what}: ${shown(run())}`); } catch (error) { print(`${what}: ${told(error)}`); }
}
async function attemptAsync(what, run) {
  try { print(`${what}: ${shown(await run())}`); } catch (error) { print(`${what}: ${told(error)}`); }
}

// --- CommonJS
file('a.js', 'exports.early = 1; const b = require("./b"); exports.sawB = b.done; exports.done = true;');
file('b.js', 'const a = require("./a"); exports.sawA = { early: a.early, done: a.done }; exports.done = true;');
file('data.json', { x: [1, 2] });
file('broken.json', '{ "x": }');
file('broken.js', 'const = 1;');
file('dir/index.js', 'module.exports = "index"');
file('main-dir/package.json', { main: 'lib/start' });
file('main-dir/lib/start.js', 'module.exports = "start"');
file('bad-main/package.json', { main: 'none.js' });
file('bad-main/index.js', 'module.exports = "fallback"');
file('both.js', 'module.exports = "file"');
file('both/index.js', 'module.exports = "directory"');
file('noext', 'module.exports = "no extension"');
file('odd.txt', 'module.exports = "as a script"');
file('shebang.js', '#!/usr/bin/env node\nmodule.exports = __filename.split("/").pop() + " " + __dirname.split("/").pop()');
file('throws.js', 'throw new TypeError("while loading")');
file('counts.js', 'globalThis.counted = (globalThis.counted ?? 0) + 1; module.exports = globalThis.counted');
file('wrapped.js', 'module.exports = [typeof exports, typeof require, typeof module, this === module.exports, arguments.length]');

attempt('cycle', () => [need('./a'), need('./b')]);
attempt('json', () => need('./data'));
attempt('broken json', () => need('./broken.json'));
attempt('broken script', () => need('./broken'));
attempt('directory', () => need('./dir'));
attempt('directory with slash', () => need('./dir/'));
attempt('main', () => need('./main-dir'));
attempt('main that is not there', () => need('./bad-main'));
attempt('file before directory', () => [need('./both'), need('./both/')]);
attempt('no extension', () => need('./noext'));
attempt('odd extension', () => need('./odd.txt'));
attempt('shebang', () => need('./shebang'));
attempt('throws', () => need('./throws'));
attempt('throws again', () => need('./throws'));
attempt('wrapper', () => need('./wrapped'));
attempt('cached', () => [need('./counts'), need('./counts.js'), need(root + '/counts')]);
attempt('uncached', () => { delete need.cache[root + '/counts.js']; return need('./counts'); });
attempt('replaced in the cache', () => { need.cache[root + '/both.js'].exports = 'other'; return need('./both'); });
attempt('not found', () => need('./none'));
attempt('not found package', () => need('none'));
attempt('not found core', () => need('node:none'));
attempt('empty', () => need(''));
attempt('no string', () => need(7));
attempt('core', () => [need('fs') === need('node:fs'), need('path/posix') === path.posix]);
attempt('resolve', () => [need.resolve('./dir'), need.resolve('fs'), need.resolve('node:fs')]);
attempt('resolve paths', () => need.resolve.paths('x').slice(0, 2));
attempt('module object', () => {
  file('self.js', 'module.exports = { id: module.id, loaded: module.loaded, parent: typeof module.parent, paths: module.paths.slice(0, 2), children: module.children.length }');
  return need('./self');
});

// --- packages
file('node_modules/plain/index.js', 'module.exports = "plain"');
file('node_modules/plain/sub/deep.js', 'module.exports = "deep"');
file('node_modules/mapped/package.json', {
  name: 'mapped', version: '1.2.3',
  exports: {
    '.': { import: './main.mjs', require: './main.cjs', default: './none.js' },
    './feature': { node: { import: './feature.mjs', default: './feature.cjs' } },
    './files/*': './files/*.js', './files/private/*': null, './files/*.css': './styles/*.css.js',
    './list': ['./list.js'], './outside': '../plain/index.js', './package.json': './package.json', './gone': './gone.js',
  },
  imports: { '#inner': './inner.js', '#dep': 'plain', '#cond': { require: './inner.js', import: './inner.mjs' }, '#x/*': './files/*.js' },
});
file('node_modules/mapped/main.mjs', 'export default "esm main"; export const self = await import("mapped/feature");');
file('node_modules/mapped/main.cjs', 'module.exports = { main: "cjs main", inner: require("#inner"), dep: require("#dep"), cond: require("#cond"), star: require("#x/one"), self: require("mapped/feature") }');
file('node_modules/mapped/feature.mjs', 'export default "esm feature"');
file('node_modules/mapped/feature.cjs', 'module.exports = "cjs feature"');
file('node_modules/mapped/files/one.js', 'module.exports = "one"');
file('node_modules/mapped/files/private/two.js', 'module.exports = "two"');
file('node_modules/mapped/styles/a.css.js', 'module.exports = "css"');
file('node_modules/mapped/list.js', 'module.exports = "list"');
file('node_modules/mapped/inner.js', 'module.exports = "inner"');
file('node_modules/mapped/inner.mjs', 'export default "inner esm"');
file('node_modules/sugar/package.json', { exports: './sugar.js' });
file('node_modules/sugar/sugar.js', 'module.exports = "sugar"');
file('node_modules/@scope/pkg/index.js', 'module.exports = "scoped"');
file('node_modules/@scope/pkg/node_modules/plain/index.js', 'module.exports = "nested"');
file('node_modules/@scope/pkg/nested.js', 'module.exports = require("plain")');
file('node_modules/invalid/package.json', '{ nope');
file('node_modules/wrongexports/package.json', { exports: { '.': './a.js', node: './b.js' } });

for (const name of ['plain', 'plain/sub/deep', 'mapped', 'mapped/feature', 'mapped/files/one', 'mapped/files/private/two',
  'mapped/files/a.css', 'mapped/list', 'mapped/outside', 'mapped/gone', 'mapped/main.cjs', 'mapped/package.json', 'sugar', 'sugar/sugar.js',
  '@scope/pkg', '@scope/pkg/nested', 'invalid', 'wrongexports', '#inner', '@scope'])
  attempt(`require ${name}`, () => { const found = need(name); return found.version ?? found; });

// --- ES modules
file('esm/package.json', { type: 'module', name: 'esm-scope', imports: { '#local': './local.js' } });
file('esm/named.js', 'export const one = 1; export default function two() {} export { one as uno }; export * from "./more.js";');
file('esm/more.js', 'export const three = 3; export const one = "hidden";');
file('esm/local.js', 'export default "local"');
file('esm/meta.js', 'export default { url: import.meta.url, dirname: import.meta.dirname, filename: import.meta.filename, local: import.meta.resolve("./local.js"), fs: import.meta.resolve("fs"), keys: Object.keys(import.meta) }');
file('esm/await.js', 'export let value = 0; await new Promise((done) => setTimeout(done, 5)); value = 42;');
file('esm/cycle-a.js', 'import { b } from "./cycle-b.js"; export const a = "a"; export const seen = b();');
file('esm/cycle-b.js', 'import { a } from "./cycle-a.js"; export function b() { try { return a; } catch (error) { return error.message; } }');
file('esm/live.js', 'export let count = 0; export const more = () => ++count;');
file('esm/json.js', 'import data from "../data.json" with { type: "json" }; export default data;');
file('esm/json-without.js', 'import data from "../data.json"; export default data;');
file('esm/missing-export.js', 'import { none } from "./local.js";');
file('esm/missing-cjs-export.js', '// one\nimport {\n  early,\n  none as other } from "../named.cjs";');
file('esm/missing-cjs-export-on-a-line.js', 'import { early, none as other } from "../named.cjs";');
file('esm/missing-file.js', 'import "./none.js";');
file('esm/missing-package.js', 'import "none";');
file('esm/no-extension.js', 'import "./local";');
file('esm/directory.js', 'import "../dir";');
file('esm/uses-require.js', 'require("fs");');
file('esm/uses-dirname.js', 'export default typeof __dirname + typeof module + typeof this;');
file('esm/throws.js', 'throw new RangeError("in a module");');
file('esm/broken.js', 'export const = 1;');
file('esm/from-cjs.js', 'import whole, { early, done as finished } from "../named.cjs"; export default { whole: Object.keys(whole), early, finished };');
file('named.cjs', 'exports.early = 1; exports.done = true; module.exports.late = 2;');
file('reexport.cjs', 'module.exports = { ...require("./named.cjs"), own: 1 };');
file('esmodule.cjs', 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "inner default"; exports.x = 1;');
file('func.cjs', 'module.exports = function f() {}; module.exports.extra = 1;');
file('esm/require.js', 'import { createRequire } from "module"; const require = createRequire(import.meta.url); export default [require("../data.json").x, require("fs") === (await import("fs")).default];');
file('plain.mjs', 'export default "mjs"; export const url = import.meta.url.split("/").pop();');
file('syntax.js', 'export const detected = true; export default import.meta.url.endsWith("syntax.js");');
file('tla.mjs', 'export default await 1;');
file('sync.mjs', 'export default "sync"; export const named = 1;');
file('exports-itself.mjs', 'const x = { a: 1 }; export { x as "module.exports" }; export default 2;');

const names = (module) => Object.keys(module).sort();
(async () => {
  await attemptAsync('import named', async () => names(await load('esm/named.js')));
  await attemptAsync('import meta', async () => (await load('esm/meta.js')).default);
  await attemptAsync('import await', async () => (await load('esm/await.js')).value);
  await attemptAsync('import cycle', async () => (await load('esm/cycle-a.js')).seen);
  await attemptAsync('import live', async () => { const m = await load('esm/live.js'); m.more(); return m.count; });
  await attemptAsync('import json', async () => (await load('esm/json.js')).default);
  for (const name of ['missing-export', 'missing-cjs-export', 'missing-cjs-export-on-a-line'])
    await attemptAsync(`import ${name}`, () => load(`esm/${name}.js`).catch(({ name, message, stack }) => [name, message, stack.split('\n').slice(0, 3)]));
  for (const name of ['json-without', 'missing-file', 'missing-package', 'no-extension', 'directory', 'uses-require', 'throws', 'broken'])
    await attemptAsync(`import ${name}`, () => load(`esm/${name}.js`));
  await attemptAsync('import dirname', async () => (await load('esm/uses-dirname.js')).default);
  await attemptAsync('import cjs', async () => (await load('esm/from-cjs.js')).default);
  await attemptAsync('import cjs names', async () => names(await load('named.cjs')));
  await attemptAsync('import cjs reexports', async () => names(await load('reexport.cjs')));
  await attemptAsync('import __esModule', async () => { const m = await load('esmodule.cjs'); return [names(m), Object.keys(m.default)]; });
  await attemptAsync('import function', async () => { const m = await load('func.cjs'); return [names(m), typeof m.default]; });
  await attemptAsync('import createRequire', async () => (await load('esm/require.js')).default);
  await attemptAsync('import mjs', async () => ({ ...await load('plain.mjs') }));
  await attemptAsync('import detected', async () => ({ ...await load('syntax.js') }));
  await attemptAsync('import twice', async () => await load('plain.mjs') === await load('plain.mjs'));
  await attemptAsync('import with query', async () => await load('plain.mjs') === await import(pathToFileURL(root + '/plain.mjs').href + '?again'));
  await attemptAsync('import data url', async () => (await import('data:text/javascript,export default 7')).default);
  await attemptAsync('import core', async () => (await import('node:path')).default === path);
  await attemptAsync('import core names', async () => typeof (await import('fs')).readFileSync);
  await attemptAsync('import unknown scheme', () => import('gopher://x'));
  await attemptAsync('import http', () => import('http://127.0.0.1/x.js'));
  await attemptAsync('import package', async () => { const m = await import(pathToFileURL(root + '/node_modules/mapped/main.mjs').href); return [m.default, m.self.default]; });
  attempt('require mjs', () => ({ ...need('./sync.mjs') }));
  attempt('require module.exports', () => need('./exports-itself.mjs'));
  attempt('require detected', () => ({ ...need('./syntax.js') }));
  attempt('require with await', () => need('./tla.mjs'));
  attempt('require esm package', () => ({ ...need('./esm/local.js') }));
  await attemptAsync('namespace', async () => { const m = await load('plain.mjs'); return [Object.prototype.toString.call(m), Object.isSealed(m), Reflect.ownKeys(m).length]; });
  await attemptAsync('assign to a namespace', async () => { 'use strict'; (await load('plain.mjs')).default = 1; });
  await attemptAsync('builtinModules', async () => { const { builtinModules, isBuiltin } = await import('module'); return [builtinModules.includes('fs'), isBuiltin('node:test'), isBuiltin('test')]; });
})();
