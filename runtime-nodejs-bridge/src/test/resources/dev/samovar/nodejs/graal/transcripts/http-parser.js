'use strict';
// What the parser of HTTP takes, and what it refuses: a line for each case.
process.noDeprecation = true;
const { HTTPParser, methods, allMethods } = process.binding('http_parser');

const run = (type, chunks, lenient = 0) => {
  const parser = new HTTPParser();
  const seen = [];
  parser.initialize(type, {}, 16384, lenient);
  parser[HTTPParser.kOnHeaders | 0] = (headers) => { seen.push(['trailers', headers]); };
  parser[HTTPParser.kOnHeadersComplete | 0] = (...head) => { seen.push(head); return 0; };
  parser[HTTPParser.kOnBody | 0] = (body) => { seen.push(body.toString('latin1')); };
  parser[HTTPParser.kOnMessageComplete | 0] = () => { seen.push('complete'); };
  for (const chunk of chunks) {
    const end = parser.execute(Buffer.from(chunk, 'latin1'));
    if (end instanceof Error) return [...seen, end.code, end.reason, end.message];
    if (chunks.length === 1) seen.push(end);
  }
  const fault = parser.finish();
  if (fault) seen.push(fault.code, fault.reason);
  return seen;
};
const R = HTTPParser.REQUEST, S = HTTPParser.RESPONSE;
const G = 'GET / HTTP/1.1\r\n';
const req = (s) => [R, [s]], res = (s) => [S, [s]];
const P = 'POST / HTTP/1.1\r\n';
const cases = {
  plain: req(G + 'Host: a\r\n\r\n'),
  http10: req('GET / HTTP/1.0\r\nHost: a\r\n\r\n'),
  http09: req('GET /\r\n'),
  http20: req('GET / HTTP/2.0\r\n\r\n'),
  http12: req('GET / HTTP/1.2\r\n\r\n'),
  http011: req('GET / HTTP/01.1\r\n\r\n'),
  http111: req('GET / HTTP/1.11\r\n\r\n'),
  httplow: req('GET / http/1.1\r\n\r\n'),
  httpx: req('GET / HTTPX/1.1\r\n\r\n'),
  httpnum: req('GET / HTTP/x.1\r\n\r\n'),
  httpnum2: req('GET / HTTP/1,1\r\n\r\n'),
  httpnum3: req('GET / HTTP/1.x\r\n\r\n'),
  ice: req('SOURCE / ICE/1.0\r\n\r\n'),
  icebad: req('GET / ICE/1.0\r\n\r\n'),
  rtsp: req('PLAY / RTSP/1.0\r\n\r\n'),
  method: req('FOO / HTTP/1.1\r\n\r\n'),
  methodlow: req('get / HTTP/1.1\r\n\r\n'),
  methodpre: req('GETX / HTTP/1.1\r\n\r\n'),
  methodcolon: req('GET: / HTTP/1.1\r\n\r\n'),
  pri: req('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  priq: req('QUERY / HTTP/1.1\r\n\r\n'),
  leadingcrlf: req('\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
  leadinglf: req('\nGET / HTTP/1.1\r\n\r\n'),
  leadingsp: req(' GET / HTTP/1.1\r\n\r\n'),
  twospaces: req('GET  / HTTP/1.1\r\n\r\n'),
  tab: req('GET\t/ HTTP/1.1\r\n\r\n'),
  urlspace: req('GET /a b HTTP/1.1\r\n\r\n'),
  urlsp2: req('GET /a  HTTP/1.1\r\n\r\n'),
  urlctl: req('GET /a\x01 HTTP/1.1\r\n\r\n'),
  urlhi: req('GET /\xe9 HTTP/1.1\r\n\r\n'),
  urltab: req('GET /a\tb HTTP/1.1\r\n\r\n'),
  urlff: req('GET /a\x0cb HTTP/1.1\r\n\r\n'),
  urlfrag: req('GET /a#b?c HTTP/1.1\r\n\r\n'),
  urlfrag2: req('GET /a#b#c HTTP/1.1\r\n\r\n'),
  urlq: req('GET /a?b?c HTTP/1.1\r\n\r\n'),
  urlstar: req('OPTIONS * HTTP/1.1\r\n\r\n'),
  urlnone: req('GET HTTP/1.1\r\n\r\n'),
  urlabs: req('GET http://a.b:80/c HTTP/1.1\r\n\r\n'),
  urlabs2: req('GET ht!tp://a HTTP/1.1\r\n\r\n'),
  urlabs3: req('GET http:/a HTTP/1.1\r\n\r\n'),
  urlabs4: req('GET http://a@b@c/ HTTP/1.1\r\n\r\n'),
  urlrel: req('GET abc HTTP/1.1\r\n\r\n'),
  urlq2: req('GET ?a HTTP/1.1\r\n\r\n'),
  urlserver: req('GET http://a[b/ HTTP/1.1\r\n\r\n'),
  connect: req('CONNECT a:80 HTTP/1.1\r\n\r\nrest'),
  connect2: req('CONNECT / HTTP/1.1\r\n\r\n'),
  lf1: req('GET / HTTP/1.1\nHost: a\n\n'),
  lf2: req(G + 'Host: a\n\r\n'),
  lf3: req(G + 'Host: a\r\n\n'),
  cr1: req('GET / HTTP/1.1\rHost: a\r\n\r\n'),
  cr2: req(G + 'Host: a\rX: b\r\n\r\n'),
  cr3: req(G + 'Host: a\r\n\rX'),
  crcr: req(G + 'Host: a\r\r\n\r\n'),
  nocolon: req(G + 'Host\r\n\r\n'),
  spacecolon: req(G + 'Host : a\r\n\r\n'),
  emptyname: req(G + ': a\r\n\r\n'),
  badname: req(G + 'Ho st: a\r\n\r\n'),
  badname2: req(G + 'Ho\x01st: a\r\n\r\n'),
  badname3: req(G + 'H\xe9: a\r\n\r\n'),
  badname4: req(G + 'H(a: a\r\n\r\n'),
  badname5: req(G + '\x00: a\r\n\r\n'),
  startspace: req(G + ' Host: a\r\n\r\n'),
  starttab: req(G + '\tHost: a\r\n\r\n'),
  obsfold: req(G + 'X: a\r\n b\r\n\r\n'),
  obsfold2: req(G + 'X: a\r\n\tb\r\nY: c\r\n\r\n'),
  valctl: req(G + 'X: a\x01b\r\n\r\n'),
  valnul: req(G + 'X: a\x00b\r\n\r\n'),
  valdel: req(G + 'X: a\x7fb\r\n\r\n'),
  valhi: req(G + 'X: a\xe9b\r\n\r\n'),
  valtab: req(G + 'X: a\tb\r\n\r\n'),
  valempty: req(G + 'X:\r\nY: \r\n\r\n'),
  valspaces: req(G + 'X:   a  \t \r\n\r\n'),
  cl: req(P + 'Content-Length: 3\r\n\r\nabc'),
  cl0: req(P + 'Content-Length: 0\r\n\r\n'),
  clplus: req(P + 'Content-Length: +3\r\n\r\nabc'),
  clneg: req(P + 'Content-Length: -3\r\n\r\nabc'),
  clhex: req(P + 'Content-Length: 0x3\r\n\r\nabc'),
  clempty: req(P + 'Content-Length:\r\n\r\n'),
  clempty2: req(P + 'Content-Length: \r\n\r\n'),
  clspace: req(P + 'Content-Length: 3 \r\n\r\nabc'),
  clspace2: req(P + 'Content-Length: 3 4\r\n\r\nabc'),
  cllist: req(P + 'Content-Length: 3, 3\r\n\r\nabc'),
  cltwice: req(P + 'Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc'),
  cltwice2: req(P + 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc'),
  clhuge: req(P + 'Content-Length: 99999999999999999999\r\n\r\n'),
  clmax: req(P + 'Content-Length: 18446744073709551615\r\n\r\n'),
  clmax2: req(P + 'Content-Length: 18446744073709551616\r\n\r\n'),
  clzero: req(P + 'Content-Length: 003\r\n\r\nabc'),
  clte: req(P + 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  tecl: req(P + 'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n'),
  te: req(P + 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'),
  teupper: req(P + 'Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n'),
  teident: req(P + 'Transfer-Encoding: identity\r\n\r\n'),
  tegzip: req(P + 'Transfer-Encoding: gzip\r\n\r\n'),
  tegzipchunked: req(P + 'Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n'),
  techunkedgzip: req(P + 'Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n'),
  techunkedx: req(P + 'Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n'),
  texchunked: req(P + 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'),
  techunkedsp: req(P + 'Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n'),
  tetwice: req(P + 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  tetwice2: req(P + 'Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n'),
  teempty: req(P + 'Transfer-Encoding: \r\n\r\n'),
  te10: req('POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  chlf: req(P + 'Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n'),
  chlf2: req(P + 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n'),
  chcr: req(P + 'Transfer-Encoding: chunked\r\n\r\n3\rabc\r\n0\r\n\r\n'),
  chbad: req(P + 'Transfer-Encoding: chunked\r\n\r\nx\r\nabc\r\n0\r\n\r\n'),
  chempty: req(P + 'Transfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n'),
  ch0x: req(P + 'Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n'),
  chspace: req(P + 'Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n'),
  chspace2: req(P + 'Transfer-Encoding: chunked\r\n\r\n 3\r\nabc\r\n0\r\n\r\n'),
  chext: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\n\r\n'),
  chext2: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a="b c";d\r\nabc\r\n0\r\n\r\n'),
  chext3: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a\x01\r\nabc\r\n0\r\n\r\n'),
  chext4: req(P + 'Transfer-Encoding: chunked\r\n\r\n3; a=b\r\nabc\r\n0\r\n\r\n'),
  chext5: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a=b\nabc\r\n0\r\n\r\n'),
  chext6: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a=b c\r\nabc\r\n0\r\n\r\n'),
  chext7: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a="b\x01"\r\nabc\r\n0\r\n\r\n'),
  chext8: req(P + 'Transfer-Encoding: chunked\r\n\r\n3;a="b"x\r\nabc\r\n0\r\n\r\n'),
  chlong: req(P + 'Transfer-Encoding: chunked\r\n\r\n4\r\nabc\r\n0\r\n\r\n'),
  chshort: req(P + 'Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n'),
  chhuge: req(P + 'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc'),
  chbig: req(P + 'Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc'),
  chzeros: req(P + 'Transfer-Encoding: chunked\r\n\r\n000\r\n\r\n'),
  chtrailer: req(P + 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: v\r\n\r\n'),
  chtrailerbad: req(P + 'Transfer-Encoding: chunked\r\n\r\n0\r\nX T: v\r\n\r\n'),
  chtrailercl: req(P + 'Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 3\r\n\r\n'),
  chend: req(P + 'Transfer-Encoding: chunked\r\n\r\n0\r\n'),
  pipelined: req(G + '\r\n' + G + 'X: y\r\n\r\n'),
  afterclose: req(G + 'Connection: close\r\n\r\n' + G + '\r\n'),
  afterclose2: req(G + 'Connection: close\r\n\r\n\r\n'),
  after10: req('GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n'),
  keep10: req('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n'),
  connlist: req(G + 'Connection: close, x\r\n\r\n'),
  connlist2: req(G + 'Connection: x, close\r\n\r\n'),
  connup: req(G + 'Connection: upgrade\r\nUpgrade: websocket\r\n\r\nrest'),
  connup2: req(G + 'Upgrade: websocket\r\n\r\n'),
  connup3: req(P + 'Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 3\r\n\r\nabcrest'),
  connspace: req(G + 'Connection : close\r\n\r\n'),
  proxyconn: req(G + 'Proxy-Connection: close\r\n\r\n'),
  bodyget: req('GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc'),
  split: [R, [...(P + 'Host: a\r\nContent-Length: 3\r\n\r\nabc')]],
  splitch: [R, [...(P + 'Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n')]],
  eofhead: req('GET / HT'),
  eofbody: req(P + 'Content-Length: 3\r\n\r\na'),
  eofnone: req(''),
  empty2: [R, ['\r\n']],
  r: res('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab'),
  rnoreason: res('HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n'),
  rnoreason2: res('HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n'),
  rbadstatus: res('HTTP/1.1 20 OK\r\n\r\n'),
  rbadstatus2: res('HTTP/1.1 2000 OK\r\n\r\n'),
  rbadstatus3: res('HTTP/1.1 2x0 OK\r\n\r\n'),
  rbadstatus4: res('HTTP/1.1  200 OK\r\n\r\n'),
  rbadstatus5: res('HTTP/1.1 200OK\r\n\r\n'),
  rbadver: res('HTTP/1.2 200 OK\r\n\r\n'),
  rbadver2: res('HTTP/2.0 200 OK\r\n\r\n'),
  rbadproto: res('HTTPS/1.1 200 OK\r\n\r\n'),
  rbadproto2: res('hello\r\n'),
  rlow: res('http/1.1 200 OK\r\n\r\n'),
  r09: res('HTTP/0.9 200 OK\r\n\r\nabc'),
  r10: res('HTTP/1.0 200 OK\r\n\r\nabc'),
  reof: res('HTTP/1.1 200 OK\r\n\r\nabc'),
  r204: res('HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
  r304: res('HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n'),
  r100: res('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
  r101: res('HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nrest'),
  rclte: res('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  rtegzip: res('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc'),
  rtecg: res('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nabc'),
  rclose: res('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nabHTTP/1.1 200 OK\r\n\r\n'),
  rextra: res('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabxyz'),
  rcr: res('HTTP/1.1 200 OK\rX\r\n\r\n'),
  rlf: res('HTTP/1.1 200 OK\nContent-Length: 0\n\n'),
  rreason: res('HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n'),
  rreasonhi: res('HTTP/1.1 200 \xe9t\xe9\r\nContent-Length: 0\r\n\r\n'),
  rkeep: res('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n'),
  rbadhdr: res('HTTP/1.1 200 OK\r\nX y: b\r\n\r\n'),
  rcl: res('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na'),
  rfold: res('HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n'),
  rleading: res('\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
};

for (const [name, [type, chunks]] of Object.entries(cases)) print(`${name} ${JSON.stringify(run(type, chunks))}`);

const tell = (name, type, text, lenient) => print(`${name} ${JSON.stringify(run(type, [text], lenient)).slice(-200)}`);
tell('long extension', R, P + 'Transfer-Encoding: chunked\r\n\r\n3;a=' + 'b'.repeat(20000) + '\r\nabc\r\n0\r\n\r\n');
tell('long value', R, G + 'X: ' + 'a'.repeat(17000) + '\r\n\r\n');
tell('long address', R, 'GET /' + 'a'.repeat(17000) + ' HTTP/1.1\r\n\r\n');
for (const name of ['valctl', 'obsfold', 'clte', 'tecl', 'techunkedgzip', 'tegzip', 'http12', 'lf2', 'lf3', 'chlf', 'chlf2', 'chspace', 'afterclose'])
  tell(`${name}, leniently`, cases[name][0], cases[name][1][0], HTTPParser.kLenientAll);
print(methods.join() + ' ' + allMethods.join());
print(Object.entries(HTTPParser).join());

const http = require('node:http');
const net = require('node:net');
const ask = (options, text) => new Promise((resolve) => {
  const server = http.createServer(options, (request, response) => response.end(request.method + request.url));
  server.on('clientError', (error, socket) => { print(`${error.code} ${error.message}`); socket.end(`HTTP/1.1 ${error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400} No\r\n\r\n`); });
  server.listen(0, '127.0.0.1', () => {
    const socket = net.connect(server.address().port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (data) => { got += data; });
    socket.on('close', () => { server.close(); server.closeAllConnections(); resolve(got.split('\r\n')[0]); });
  });
});
const answer = (text) => new Promise((resolve) => {
  const server = net.createServer((socket) => { socket.on('error', () => {}); socket.once('data', () => socket.end(text)); });
  server.listen(0, '127.0.0.1', () => http.get({ port: server.address().port, host: '127.0.0.1' }, (response) => {
    response.resume().on('end', () => resolve(`ended ${response.statusCode}`)).on('error', (error) => resolve(`broken ${error.code}`));
  }).on('error', (error) => resolve(`${error.code} ${error.message}`)).on('close', () => server.close()));
});
(async () => {
  const end = 'Host: a\r\nConnection: close\r\n\r\n';
  print(await ask({}, G + end));
  print(await ask({}, 'GET / HTTP/1.1\r\nHost : a\r\n\r\n'));
  print(await ask({}, P + 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'));
  print(await ask({}, G + 'X: ' + 'a'.repeat(20000) + '\r\n' + end));
  print(await ask({ maxHeaderSize: 100 }, G + 'X: ' + 'a'.repeat(200) + '\r\n' + end));
  print(await ask({ insecureHTTPParser: true }, G + 'X: a\x01b\r\n' + end));
  print(await answer('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na'));
  print(await answer('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n'));
  print(await answer('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na'));
  print(await answer('hello'));
})();
