'use strict';
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { once } = require('node:events');
const directory = fs.mkdtempSync('/tmp/p-');
const place = (name) => path.join(directory, name);
const failure = async (name, begin) => {
  const handle = begin();
  const [error] = await once(handle, 'error');
  print(`${name}: ${error.code} ${error.syscall} ${error.message.replace(directory, '')}`);
};

(async () => {
  // An echo, with ends half closed.
  const echo = net.createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  echo.listen(place('echo'));
  await once(echo, 'listening');
  print(echo.address() === place('echo'));
  print(fs.statSync(place('echo')).isSocket());
  const client = net.connect(place('echo'));
  await once(client, 'connect');
  print(`${client.remoteAddress} ${client.remotePort} ${typeof client.address()}`);
  client.write('one ');
  client.end('two');
  let got = '';
  for await (const data of client) got += data;
  print(got);

  // Much at once, both ways.
  const much = Buffer.alloc(3_000_000, 'abc');
  const big = net.connect({ path: place('echo') });
  big.end(much);
  let length = 0;
  let same = true;
  for await (const data of big) {
    same &&= data.equals(much.subarray(length, length + data.length));
    length += data.length;
  }
  print(`${length} ${same}`);

  // Many connections.
  const replies = await Promise.all(Array.from({ length: 40 }, async (_, i) => {
    const socket = net.connect(place('echo'));
    socket.end(`number ${i}`);
    let text = '';
    for await (const data of socket) text += data;
    return text;
  }));
  print(replies.join());

  await failure('taken', () => net.createServer().listen(place('echo')));
  await new Promise((closed) => echo.close(closed));
  print(fs.existsSync(place('echo')));
  await failure('nowhere', () => net.connect(place('echo')));
  await failure('no directory', () => net.createServer().listen(place('none/echo')));
  fs.writeFileSync(place('file'), '');
  await failure('a file', () => net.connect(place('file')));

  // Last words.
  const quick = net.createServer((socket) => { socket.write('bye'); socket.destroySoon(); });
  await once(quick.listen(place('quick')), 'listening');
  let words = '';
  for await (const data of net.connect(place('quick'))) words += data;
  print(words);
  quick.close();

  // http over it.
  const server = http.createServer((request, response) => {
    response.setHeader('x-path', request.url);
    request.pipe(response);
  });
  await once(server.listen(place('http')), 'listening');
  const answer = await new Promise((resolve, reject) => {
    const request = http.request({ socketPath: place('http'), path: '/a?b', method: 'POST' }, (response) => {
      let body = '';
      response.on('data', (data) => { body += data; }).on('end', () => resolve(`${response.statusCode} ${response.headers['x-path']} ${body}`));
    });
    request.on('error', reject);
    request.end('body');
  });
  print(answer);
  server.close();
  server.closeAllConnections();

  // A server that nobody waits for.
  const idle = net.createServer().listen(place('idle')).unref();
  await once(idle, 'listening');
  print(idle.listening);
  idle.close();
})();
