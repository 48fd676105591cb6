'use strict';
// Files and directories that are watched, each step after what the one before it caused was heard.
const fs = require('fs');
const path = require('path');
const os = require('os');
const say = (...values) => print(values.join(' '));
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'watching-'));
const at = (...names) => path.join(directory, ...names);
const shown = (name) => typeof name === 'string' ? name.replace(path.basename(directory), 'DIRECTORY') : Buffer.isBuffer(name) ? `buffer ${name}` : String(name);

// Waits until each of these was heard, and says what was, once each.
function heard(watcher, wanted, act) {
  const all = new Set();
  return new Promise((resolve) => {
    const listener = (type, name) => {
      all.add(`${type} ${shown(name)}`);
      if (!wanted.every((one) => all.has(one))) return;
      watcher.removeListener('change', listener);
      resolve([...all].sort().join(', '));
    };
    watcher.on('change', listener);
    act();
  });
}

async function ofDirectory() {
  const watcher = fs.watch(directory);
  say('created', await heard(watcher, ['rename a', 'change a'], () => fs.writeFileSync(at('a'), 'one')));
  say('moved', await heard(watcher, ['rename a', 'rename b'], () => fs.renameSync(at('a'), at('b'))));
  say('mode', await heard(watcher, ['change b'], () => fs.chmodSync(at('b'), 0o600)));
  say('removed', await heard(watcher, ['rename b'], () => fs.unlinkSync(at('b'))));
  say('directory', await heard(watcher, ['rename sub'], () => fs.mkdirSync(at('sub'))));
  watcher.on('close', () => say('closed'));
  watcher.close();
  watcher.close();
}

async function ofFile() {
  fs.writeFileSync(at('file'), 'one');
  const watcher = fs.watch(at('file'));
  fs.writeFileSync(at('other'), 'not heard of');
  say('appended', await heard(watcher, ['change file'], () => fs.appendFileSync(at('file'), 'two')));
  say('unlinked', (await heard(watcher, ['rename file'], () => fs.unlinkSync(at('file')))).includes('rename file'));
  watcher.close();
  fs.writeFileSync(at('replaced'), 'one');
  const second = fs.watch(at('replaced'));
  say('replaced', (await heard(second, ['rename replaced'], () => fs.renameSync(at('other'), at('replaced')))).includes('rename replaced'));
  second.close();
}

async function encodings() {
  for (const encoding of ['utf8', 'buffer', 'hex', 'base64', 'latin1']) {
    const watcher = fs.watch(directory, { encoding });
    const name = 'é-' + encoding, told = encoding === 'buffer' ? `buffer ${name}` : Buffer.from(name).toString(encoding);
    say(encoding, (await heard(watcher, [`rename ${told}`], () => fs.writeFileSync(at(name), ''))).includes(told));
    watcher.close();
  }
}

async function recursive() {
  const root = at('root');
  fs.mkdirSync(path.join(root, 'deep'), { recursive: true });
  const watcher = fs.watch(root, { recursive: true });
  say('deep', await heard(watcher, ['rename deep/x'], () => fs.writeFileSync(path.join(root, 'deep', 'x'), '')));
  watcher.close();
}

async function gone() {
  fs.mkdirSync(at('gone'));
  const watcher = fs.watch(at('gone'));
  say('gone', await heard(watcher, ['rename gone'], () => fs.rmdirSync(at('gone'))));
  watcher.close();
}

async function promises() {
  const control = new AbortController();
  setTimeout(() => fs.writeFileSync(at('promised'), ''), 20);
  try {
    for await (const { eventType, filename } of fs.promises.watch(directory, { signal: control.signal })) {
      say('promised', eventType, filename);
      control.abort();
    }
  } catch (error) {
    say(error.name, error.code);
  }
  const aborted = new AbortController();
  const watcher = fs.watch(directory, { signal: aborted.signal });
  await new Promise((resolve) => {
    watcher.on('close', resolve);
    aborted.abort();
  });
  say('aborted');
}

async function polled() {
  const file = at('polled');
  const next = (options, act) => new Promise((resolve) => {
    const listener = (now, before) => {
      fs.unwatchFile(file, listener);
      resolve([now, before]);
    };
    fs.watchFile(file, { interval: 10, ...options }, listener);
    act();
  });
  const [missing, zero] = await next({}, () => {});
  say('missing', missing.mtimeMs, zero.ino, missing.isFile());
  fs.writeFileSync(file, 'one');
  let grow = setInterval(() => fs.appendFileSync(file, '.'), 30);
  const [grown, small] = await next({}, () => {});
  say('grown', grown.size > small.size, grown.isFile(), typeof grown.size);
  const [big] = await next({ bigint: true }, () => {});
  say('bigint', typeof big.size, typeof big.mtimeNs);
  clearInterval(grow);
  const [after, last] = await next({}, () => setTimeout(() => fs.unlinkSync(file), 50));
  say('unlinked', after.size, last.size > 0, after.nlink);
}

function errors() {
  for (const name of ['missing', 'missing/below']) {
    try {
      fs.watch(at(name));
    } catch (e) {
      say(e.code, e.syscall, e.errno, shown(e.message), shown(e.path) === shown(e.filename), Object.keys(e));
    }
  }
  try { fs.watch(at('missing'), { recursive: true }); } catch (e) { say(e.code, e.syscall); }
  try { fs.watchFile(directory); } catch (e) { say(e.code); }
  try { fs.watch(1); } catch (e) { say(e.code); }
  fs.promises.watch(at('missing')).next().catch((e) => say(e.code, e.syscall));
}

(async () => {
  await ofDirectory();
  await ofFile();
  await encodings();
  await recursive();
  await gone();
  await promises();
  await polled();
  errors();
  // These keep nothing alive.
  fs.watch(directory, { persistent: false });
  fs.watch(directory).unref();
  fs.watchFile(at('never'), { persistent: false, interval: 1000000 }, () => {});
  const held = fs.watchFile(at('never, too'), { interval: 1000000 }, () => {});
  say(held === held.ref(), held.unref() === held);
})();
