'use strict';
// Hooks are told of what begins and ends, and each callback runs in the context that it was begun in.
const { createHook, executionAsyncId, executionAsyncResource, AsyncLocalStorage, AsyncResource } = require('async_hooks');
const fs = require('fs');
const http = require('http');
const net = require('net');
const zlib = require('zlib');
const crypto = require('crypto');
const say = (...values) => print(values.join(' '));

const types = new Map(), counts = { init: {}, before: {}, after: {}, destroy: {} };
const count = (what, id) => { const type = types.get(id); if (type) counts[what][type] = (counts[what][type] ?? 0) + 1; };
const watched = ['FSREQCALLBACK', 'TCPSERVERWRAP', 'TCPCONNECTWRAP', 'SHUTDOWNWRAP', 'ZLIB', 'PBKDF2REQUEST', 'RANDOMBYTESREQUEST', 'MINE'];
const hook = createHook({
  init(id, type, trigger, resource) { if (watched.includes(type)) types.set(id, type); count('init', id); },
  before: (id) => count('before', id), after: (id) => count('after', id), destroy: (id) => count('destroy', id),
}).enable();

const storage = new AsyncLocalStorage();
storage.run('file', () => fs.readFile(__filename, () => say('file', storage.getStore())));
storage.run('stat', () => fs.promises.stat(__filename).then(() => say('stat', storage.getStore())));
storage.run('zlib', () => zlib.gzip('text', () => say('zlib', storage.getStore())));
storage.run('pbkdf2', () => crypto.pbkdf2('a', 'b', 1, 8, 'sha256', () => say('pbkdf2', storage.getStore())));
storage.run('random', () => crypto.randomBytes(4, () => say('random', storage.getStore())));
storage.run('immediate', () => setImmediate(() => say('immediate', storage.getStore())));

const server = http.createServer((request, response) => {
  say('server sees', storage.getStore());
  storage.run('serving ' + request.url, () => {
    request.resume().on('end', () => { say('ended', storage.getStore()); response.end('x'); });
  });
}).listen(0, () => {
  const { port } = server.address();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let open = 2;
  for (const name of ['one', 'two']) storage.run(name, () => {
    http.get({ port, path: '/' + name, agent }, (response) => {
      say('answer to', storage.getStore());
      response.resume().on('end', () => {
        say('answered', storage.getStore());
        if (--open === 0) { agent.destroy(); server.close(); }
      });
    });
  });
});

const listener = net.createServer((socket) => socket.end()).listen(0, () => {
  const socket = net.connect(listener.address().port, () => {
    say('connected', executionAsyncId() > 0, executionAsyncResource().constructor.name);
  });
  socket.resume().on('close', () => listener.close());
});

const mine = new AsyncResource('MINE');
mine.runInAsyncScope(() => say('inside', executionAsyncId() === mine.asyncId()));
mine.emitDestroy();

let promises = 0;
const promiseHook = createHook({ init(id, type) { if (type === 'PROMISE') promises++; }, promiseResolve() {} });
promiseHook.enable();
Promise.resolve(1).then(() => {});
promiseHook.disable();
say('promises', promises);

let closing = 2;
const closed = () => { if (--closing === 0) setImmediate(() => setImmediate(told)); };
server.on('close', closed);
listener.on('close', closed);
function told() {
  hook.disable();
  for (const type of ['FSREQCALLBACK', 'PBKDF2REQUEST', 'RANDOMBYTESREQUEST', 'TCPCONNECTWRAP', 'MINE'])
    say(type, counts.init[type] > 0, counts.before[type] === counts.after[type], counts.destroy[type] > 0);
}
