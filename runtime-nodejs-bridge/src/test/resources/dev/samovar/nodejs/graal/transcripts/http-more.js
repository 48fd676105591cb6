'use strict';
// Connections that are idle are closed with the server; those that take too long to speak are told so.
const http = require('http');
const net = require('net');
const { isAscii, isUtf8 } = require('buffer');
const say = (...values) => print(values.map(String).join(' '));

const agent = new http.Agent({ keepAlive: true });
const server = http.createServer((request, response) => response.end(request.url)).listen(0, () => {
  const ask = (path, told) => http.get({ port: server.address().port, path, agent }, (response) => {
    response.resume().on('end', () => { say('answered', path, response.statusCode); setImmediate(told); });
  });
  ask('/one', () => ask('/two', () => server.close(() => say('closed'))));
});

const slow = http.createServer({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 }, (request, response) => {
  request.on('error', (error) => say('request', error.code)).resume();
});
slow.listen(0, () => {
  const speak = (name, text) => new Promise((resolve) => {
    const socket = net.connect(slow.address().port, () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (part) => { answer += part; }).on('error', () => {})
      .on('close', () => { say(name, answer.split('\r\n')[0]); resolve(); });
  });
  speak('headers', 'GET / HTTP/1.1\r\nHost: x\r\n')
    .then(() => speak('body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123'))
    .then(() => slow.close(() => say('slow closed')));
});

const detached = new Uint8Array(4);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
for (const check of [isAscii, isUtf8]) try { say(check(detached)); check(detached.buffer); } catch (error) { say(error.name, error.code, error.message); }

const shared = Buffer.from(new SharedArrayBuffer(8));
shared.write('abc');
shared.fill('x', 3, 5);
say(shared.toString('latin1', 0, 5), shared.indexOf('c'), Buffer.compare(shared.subarray(0, 3), Buffer.from('abc')), shared.swap16().toString('latin1', 0, 4));
