'use strict';
// The files beside this one are made when the test begins: see TestAuthority.
const https = require('https');
const tls = require('tls');
const { createHash } = require('crypto');
const { once } = require('events');
const { readFileSync } = require('fs');
const { Readable } = require('stream');
const { pipeline } = require('stream/promises');

const ca = readFileSync('ca.pem', 'utf8');
const MEGABYTE = 1 << 20;
const digest = (chunks) => createHash('sha256').update(Buffer.concat(chunks)).digest('hex').slice(0, 16);
const large = (count) => Readable.from((function* () { for (let i = 0; i < 16 * count; i++) yield Buffer.alloc(MEGABYTE / 16, i); })());
const read = async (stream) => { const chunks = []; for await (const chunk of stream) chunks.push(chunk); return chunks; };

let connections = 0;
const server = https.createServer({ cert: readFileSync('server.pem'), key: readFileSync('server.key') }, async (request, response) => {
  request.on('error', () => {});
  response.on('error', () => {});
  if (request.url === '/large') await pipeline(large(3), response).catch(() => {});
  else if (request.url === '/silent') request.resume();
  else if (request.url === '/half') { response.writeHead(200, { 'content-length': 100 }); response.write('half'); }
  else {
    const chunks = await read(request).catch(() => []);
    response.setHeader('x-method', request.method);
    response.end(`${request.url} ${chunks.length > 0 ? digest(chunks) : 'nothing'} ${request.socket.encrypted} ${request.socket.servername}`);
  }
});
server.on('secureConnection', () => { connections++; });

async function answered(path, options, body) {
  const request = https.request({ port: server.address().port, host: 'localhost', family: 4, ca, path, ...options });
  if (body instanceof Readable) pipeline(body, request).catch(() => {});
  else request.end(body);
  const [response] = await once(request, 'response');
  const { authorized } = response.socket;
  return { request, response, authorized, chunks: await read(response) };
}
const failure = (body) => body().then(() => 'none', (error) => `${error.name} ${error.code} ${error.message} ${error.cause?.code}`);

(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();

  const { response, authorized, chunks } = await answered('/get', {});
  print(`${response.statusCode} ${response.headers['x-method']} ${Buffer.concat(chunks)} ${authorized}`);
  print(String(Buffer.concat((await answered('/post', { method: 'POST' }, 'a body')).chunks)));
  print(`up ${Buffer.concat((await answered('/up', { method: 'PUT' }, large(3))).chunks)}`);
  print(`down ${digest((await answered('/large', {})).chunks)}`);

  const agent = new https.Agent({ keepAlive: true, ca, maxSockets: 1 });
  const before = connections;
  const reused = [];
  for (let i = 0; i < 3; i++) reused.push((await answered(`/${i}`, { agent })).request.reusedSocket);
  print(`kept ${reused} ${connections - before}`);
  const both = await Promise.all([answered('/a', { agent }), answered('/b', { agent })]);
  print(`together ${both.map(({ chunks }) => Buffer.concat(chunks))}`);
  agent.destroy();

  print(await failure(() => answered('/untrusted', { ca: undefined })));
  print(await failure(() => answered('/name', { servername: 'other.test' })));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  print(await failure(() => answered('/silent', { signal: controller.signal })));
  print(await failure(async () => {
    const request = https.get({ port, host: '127.0.0.1', ca, path: '/silent', timeout: 50 });
    request.on('timeout', () => request.destroy(new Error('too late')));
    await once(request, 'response');
  }));
  print(await failure(async () => {
    const [half] = await once(https.get({ port, host: '127.0.0.1', ca, path: '/half' }), 'response');
    half.once('data', () => server.closeAllConnections());
    await read(half);
  }));

  tls.setDefaultCACertificates([ca]);
  const url = `https://localhost:${port}`;
  const found = await fetch(`${url}/fetched`, { method: 'POST', body: 'fetched' });
  print(`${found.status} ${found.headers.get('x-method')} ${await found.text()}`);
  const streamed = await fetch(`${url}/large`);
  print(`fetched ${digest(await read(streamed.body))}`);
  const sent = await fetch(`${url}/up`, { method: 'PUT', body: Readable.toWeb(large(2)), duplex: 'half' });
  print(`sent ${await sent.text()}`);
  const partly = await fetch(`${url}/large`);
  const reader = partly.body.getReader();
  await reader.read();
  await reader.cancel();
  print(await failure(() => fetch(`${url}/silent`, { signal: AbortSignal.timeout(50) })));
  tls.setDefaultCACertificates([]);
  print(await failure(() => fetch(`https://127.0.0.1:${port}/untrusted`)));
  print(await failure(() => fetch('https://127.0.0.1:1/')));
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
  print('closed');
})().catch((error) => { print(error.stack); server.close(); server.closeAllConnections(); });
