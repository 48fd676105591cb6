'use strict';
// The files beside this one are made when the test begins: see TestAuthority.
const tls = require('tls');
const net = require('net');
const http = require('http');
const https = require('https');
const { Duplex } = require('stream');
const { readFileSync } = require('fs');

const text = (name) => readFileSync(name, 'utf8');
const identity = (name) => ({ cert: text(`${name}.pem`), key: text(`${name}.key`) });
const ca = text('ca.pem');
const words = (error) => `${error.code} ${error.message.replace(/^(.*?)(?:[0-9A-F]{16}:)?error:(\w+):SSL routines:\w*:([^:\n]*)[^]*/, '$1$2 $3')}`;

// The steps of it, one after the other: each prints what it found.
const steps = [];
const step = (name, body) => steps.push([name, body]);
const listen = (server) => new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server.address().port)); });

async function served(options, connection, client) {
  const server = tls.createServer(options, connection);
  const errors = [];
  server.on('tlsClientError', (error) => errors.push(words(error)));
  try {
    await client(await listen(server), server);
  } finally {
    await new Promise((resolve) => { server.close(resolve); });
  }
  if (errors.length > 0) print(`  server: ${errors}`);
}

function dialled(options) {
  return new Promise((resolve) => {
    const socket = tls.connect({ host: '127.0.0.1', servername: 'localhost', ...options });
    let outcome, heard = '';
    socket.on('secureConnect', () => {
      outcome = `${socket.authorized} ${socket.authorizationError} ${socket.getProtocol()} ${socket.getCipher().name} ${socket.alpnProtocol} ${socket.servername} ${socket.getPeerCertificate().subject?.CN}`;
    });
    socket.on('data', (chunk) => { heard += chunk; });
    socket.on('error', (error) => { outcome = words(error); });
    socket.on('close', () => resolve(`${outcome} '${heard}'`));
  });
}
const greet = (socket) => { socket.on('error', () => {}); socket.end('hello'); };

step('who is trusted', () => served(identity('server'), greet, async (port) => {
  print(await dialled({ port, ca }));
  print(await dialled({ port }));
  print(await dialled({ port, rejectUnauthorized: false }));
  print(await dialled({ port, ca, servername: 'a.example.test' }));
  print(await dialled({ port, ca, servername: 'a.b.example.test' }));
  print(await dialled({ port, ca, servername: '' }));
  print(await dialled({ port, ca, checkServerIdentity: (name, { subject }) => new Error(`${subject.CN} is not liked`) }));
  print(await dialled({ port, ca: text('server.pem') }));
  print(await dialled({ port, ca: text('server.pem'), allowPartialTrustChain: true }));
  print(await dialled({ port, ca: [text('self.pem'), ca] }));
}));
step('the variable', () => served(identity('server'), greet, async (port) => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  print(await dialled({ port }));
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';
  print(await dialled({ port }));
}));
step('who issued itself', () => served(identity('self'), greet, async (port) => {
  print(await dialled({ port }));
  print(await dialled({ port, ca }));
  print(await dialled({ port, ca: text('self.pem') }));
}));
step('whose time is over', () => served(identity('expired'), greet, async (port) => {
  print(await dialled({ port, ca }));
  print(await dialled({ port }));
}));
step('with those between', async () => {
  const below = identity('below'), between = text('between.pem');
  await served(below, greet, async (port) => {
    print(await dialled({ port, ca }));
    print(await dialled({ port, ca: between }));
    print(await dialled({ port, ca: [ca, between] }));
  });
  await served({ ...below, cert: below.cert + between }, greet, async (port) => {
    print(await dialled({ port, ca }));
    print(await dialled({ port }));
  });
  await served({ ...below, cert: below.cert + between + ca }, greet, async (port) => {
    print(await dialled({ port }));
    await new Promise((resolve) => {
      const socket = tls.connect({ host: '127.0.0.1', servername: 'localhost', port, ca }, () => {
        const names = [];
        for (let each = socket.getPeerCertificate(true); ; each = each.issuerCertificate) {
          names.push(each.subject.CN);
          if (each === each.issuerCertificate) break;
        }
        print(`${names} ${socket.getPeerX509Certificate().issuerCertificate.subject} ${socket.getCertificate().subject?.CN}`);
        socket.on('close', resolve).resume();
      });
    });
  });
});
step('versions and suites', async () => {
  await served(identity('server'), greet, async (port) => {
    print(await dialled({ port, ca, maxVersion: 'TLSv1.2' }));
    print(await dialled({ port, ca, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' }));
    print(await dialled({ port, ca, ciphers: 'TLS_AES_128_GCM_SHA256' }));
    print(await dialled({ port, ca, secureProtocol: 'TLSv1_2_method', ecdhCurve: 'P-384' }));
  });
  await served({ ...identity('server'), minVersion: 'TLSv1.3' }, greet, async (port) => print(await dialled({ port, ca, maxVersion: 'TLSv1.2' })));
  await served({ ...identity('server'), maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' }, greet,
    async (port) => print(await dialled({ port, ca, ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' })));
});
step('protocols', async () => {
  await served({ ...identity('server'), ALPNProtocols: ['b', 'a'] }, greet, async (port) => {
    print(await dialled({ port, ca, ALPNProtocols: ['a', 'b'] }));
    print(await dialled({ port, ca, ALPNProtocols: ['c'] }));
    print(await dialled({ port, ca }));
  });
  const ALPNCallback = ({ servername, protocols }) => { print(`${servername} offers ${protocols}`); return protocols[1]; };
  await served({ ...identity('server'), ALPNCallback }, greet, async (port) => print(await dialled({ port, ca, ALPNProtocols: ['a', 'b'] })));
});
step('clients that say who they are', async () => {
  const told = (socket) => { socket.on('error', () => {}); socket.end(`${socket.authorized} ${socket.authorizationError} ${socket.getPeerCertificate().subject?.CN}`); };
  await served({ ...identity('server'), requestCert: true, ca }, told, async (port) => {
    print(await dialled({ port, ca, ...identity('client') }));
    print(await dialled({ port, ca, maxVersion: 'TLSv1.2' }));
  });
  await served({ ...identity('server'), requestCert: true, ca, rejectUnauthorized: false }, told, async (port) => {
    print(await dialled({ port, ca }));
    print(await dialled({ port, ca, ...identity('self') }));
  });
});
step('names of servers', async () => {
  await served(identity('server'), (socket) => socket.end(`${socket.servername}`), async (port, server) => {
    server.addContext('other.test', identity('other'));
    print(await dialled({ port, ca, servername: 'other.test' }));
    print(await dialled({ port, ca, servername: 'localhost' }));
  });
  const SNICallback = (name, done) => setTimeout(() => done(name === 'bad.test' ? new Error('no such name') : null, tls.createSecureContext(identity('other'))), 1);
  await served({ ...identity('server'), SNICallback }, greet, async (port) => {
    print(await dialled({ port, ca, servername: 'other.test' }));
    print(await dialled({ port, ca, servername: 'bad.test' }));
  });
});
step('a key store', () => served({ pfx: readFileSync('server.p12'), passphrase: 'secret' }, greet, async (port) => {
  print(await dialled({ port, ca }));
  try {
    tls.createSecureContext({ pfx: readFileSync('server.p12'), passphrase: 'wrong' });
  } catch (error) {
    print(error.message);
  }
}));
step('peers that speak something else', async () => {
  const plain = http.createServer((request, response) => response.end());
  const port = await listen(plain);
  print(await dialled({ port }));
  await new Promise((resolve) => { https.get({ port, host: '127.0.0.1' }).on('error', (error) => { print(words(error)); resolve(); }); });
  plain.close();
  const mute = net.createServer((socket) => socket.end());
  print(await dialled({ port: await listen(mute) }));
  mute.close();
  await served(identity('server'), greet, (port) => new Promise((resolve) => {
    net.connect(port, '127.0.0.1').on('close', resolve).resume().write('GET / HTTP/1.1\r\n\r\n');
  }));
});
step('both ways', () => served(identity('server'), (socket) => socket.pipe(socket), (port) => new Promise((resolve) => {
  const socket = tls.connect({ host: '127.0.0.1', servername: 'localhost', port, ca });
  const hash = require('crypto').createHash('sha256');
  let length = 0, left = 64;
  const more = () => {
    while (left > 0) {
      left--;
      if (!socket.write(Buffer.alloc(65536, left))) return;
    }
    socket.end();
  };
  socket.on('drain', more).on('data', (chunk) => { length += chunk.length; hash.update(chunk); });
  socket.on('end', () => print(`${length} ${hash.digest('hex')} ${socket.bytesRead} ${socket.bytesWritten}`)).on('close', resolve);
  more();
})));
step('a socket that becomes secure', async () => {
  const server = net.createServer((socket) => {
    socket.once('data', (chunk) => {
      socket.write('go on');
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext: tls.createSecureContext(identity('server')) });
      secure.on('secure', () => secure.end(`after ${chunk}`));
    });
  });
  const port = await listen(server);
  await new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('please'));
    socket.once('data', () => {
      const secure = tls.connect({ socket, ca, servername: 'localhost' }, () => print(`secure ${secure.authorized}`));
      secure.on('data', (chunk) => print(String(chunk))).on('close', () => server.close(resolve));
    });
  });
});
step('streams that are no sockets', async () => {
  const pair = () => {
    const ends = [0, 1].map((at) => new Duplex({
      read() {}, write(chunk, encoding, done) { ends[1 - at].push(chunk); setImmediate(done); }, final(done) { ends[1 - at].push(null); done(); },
    }));
    return ends;
  };
  const [near, far] = pair();
  const server = new tls.TLSSocket(far, { isServer: true, secureContext: tls.createSecureContext(identity('server')) });
  server.on('data', (chunk) => server.end(`heard ${chunk}`));
  await new Promise((resolve) => {
    const client = tls.connect({ socket: near, ca, servername: 'localhost' }, () => client.write('hi'));
    client.on('data', (chunk) => print(String(chunk))).on('end', resolve);
  });
});
step('secure within secure', () => served(identity('server'), (outer) => {
  outer.on('error', () => {});
  const inner = new tls.TLSSocket(outer, { isServer: true, secureContext: tls.createSecureContext(identity('other')) });
  inner.on('secure', () => inner.end('from within'));
}, (port) => new Promise((resolve) => {
  const socket = tls.connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () => {
    const inner = tls.connect({ socket, ca, servername: 'other.test' });
    inner.on('data', (chunk) => print(String(chunk))).on('close', resolve);
  });
})));
step('no contexts', () => {
  for (const options of [{ cert: 'garbage' }, { key: 'garbage' }, { ...identity('server'), key: text('self.key') }, { pfx: Buffer.from('abc') }, { ciphers: 'NOPE' }, { minVersion: 'x' }, { secureProtocol: 'nope' }, { ecdhCurve: 'nope' }]) {
    try {
      tls.createSecureContext(options);
      print('made');
    } catch (error) {
      print(`${error.name} ${error.code} ${error.message}`);
    }
  }
});

(async () => {
  for (const [name, body] of steps) {
    print(`-- ${name}`);
    await body();
  }
})().catch((error) => print(error.stack));
