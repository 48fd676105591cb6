'use strict';
const tls = require('tls');
const { readFileSync } = require('fs');

// One that nobody answers, and one where nobody asks.
tls.connect({ host: '127.0.0.1', port: Number(readFileSync('port', 'utf8')) }).on('error', () => {});
const server = tls.createServer({ cert: readFileSync('server.pem'), key: readFileSync('server.key') });
server.listen(0, '127.0.0.1', () => print(String(server.address().port)));
