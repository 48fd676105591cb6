const http = require('http');
const net = require('net');
const dns = require('dns');
const s = http.createServer((req, res) => {
  let b = '';
  req.on('data', (c) => (b += c));
  req.on('end', () => {
    res.setHeader('x-a', 'b');
    res.statusCode = 201;
    res.end(JSON.stringify({ m: req.method, u: req.url, h: req.headers['x-q'], b }));
  });
});
s.listen(0, '127.0.0.1', async () => {
  const port = s.address().port;
  http.get({ port, host: '127.0.0.1', path: '/p?q', headers: { 'x-q': '1' } }, (res) => {
    let t = '';
    res.setEncoding('utf8');
    res.on('data', (c) => (t += c));
    res.on('end', () => {
      print(res.statusCode + t + res.headers['x-a']);
      next(port);
    });
  });
});
function next(port) {
  const r = http.request({ port, method: 'POST', agent: new http.Agent({ keepAlive: true }) }, (res) => {
    res.resume();
    res.on('end', () => {
      print('post done ' + res.statusCode);
      third(port);
    });
  });
  r.write('chunk1');
  r.end('chunk2');
}
async function third(port) {
  try {
    const f = await fetch(`http://127.0.0.1:${port}/f`, { method: 'PUT', body: 'body' });
    print('fetch ' + f.status + (await f.text()));
  } catch (e) {
    print('fetch failed ' + e.stack + (e.cause?.stack ?? ''));
  }
  http.get('http://127.0.0.1:1/').on('error', (e) => {
    print(e.code + e.message);
    dns.lookup('nope.invalid', (e) => {
      print(e.code + e.message);
      net
        .connect(port, '127.0.0.1')
        .on('connect', function () {
          this.write('GARBAGE\r\n\r\n');
        })
        .on('data', (d) => print(String(d).split('\r\n')[0]))
        .on('close', () => {
          print('closed');
          s.close(() => print('server closed'));
          s.closeAllConnections?.();
        });
    });
  });
}
