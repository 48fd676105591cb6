'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const failure = (body) => { try { body(); } catch ({ code, errno, syscall, message }) { return [code, errno, syscall, message]; } return []; };

module.exports = {
  'what is not there is told as libuv tells it'() {
    assert.deepStrictEqual(failure(() => fs.readFileSync('/tmp/none')), ['ENOENT', -2, 'open', "ENOENT: no such file or directory, open '/tmp/none'"]);
    assert.deepStrictEqual(failure(() => fs.readdirSync('/tmp/none')), ['ENOENT', -2, 'scandir', "ENOENT: no such file or directory, scandir '/tmp/none'"]);
    assert.deepStrictEqual(failure(() => fs.copyFileSync('/tmp/none', '/tmp/x')), ['ENOENT', -2, 'copyfile', "ENOENT: no such file or directory, copyfile '/tmp/none' -> '/tmp/x'"]);
    assert.deepStrictEqual(failure(() => fs.readFileSync('/tmp', 'utf8')), ['EISDIR', -21, 'read', 'EISDIR: illegal operation on a directory, read']);
    assert.deepStrictEqual(failure(() => fs.closeSync(999)), ['EBADF', -9, 'close', 'EBADF: bad file descriptor, close']);
  },
  'the package is read-only and nothing else of the host is there'() {
    assert.strictEqual(failure(() => fs.writeFileSync('/var/task/x', ''))[0], 'EROFS');
    for (const path of ['/etc/passwd', '/tmp/../etc/passwd', '/proc/self/environ']) assert.strictEqual(failure(() => fs.readFileSync(path))[0], 'ENOENT');
  },
  'a link does not lead out'() {
    fs.symlinkSync('/etc/passwd', '/tmp/out');
    fs.symlinkSync('../../../../../../etc/passwd', '/tmp/up');
    for (const path of ['/tmp/out', '/tmp/up']) assert.strictEqual(failure(() => fs.readFileSync(path))[0], 'ENOENT');
  },
  'a link in the place of a directory does not lead out, even to who opened a file there before'() {
    fs.mkdirSync('/tmp/place');
    fs.writeFileSync('/tmp/place/passwd', '');
    const file = fs.openSync('/tmp/place/passwd', 'r+');
    fs.renameSync('/tmp/place', '/tmp/moved');
    fs.symlinkSync('/etc', '/tmp/place');
    for (const call of [() => fs.fstatSync(file), () => fs.futimesSync(file, 0, 0), () => fs.fchmodSync(file, 0o777)])
      assert.strictEqual(failure(call)[0], 'ENOENT');
    fs.closeSync(file);
  },
  'what is open of the package is not changed either'() {
    const directory = fs.openSync('/var/task', 'r');
    assert.strictEqual(failure(() => fs.fchmodSync(directory, 0o777))[0], 'EROFS');
    assert.strictEqual(failure(() => fs.futimesSync(directory, 0, 0))[0], 'EROFS');
    assert.ok(fs.fstatSync(directory).isDirectory());
    fs.closeSync(directory);
  },
  'what is beyond a link out is not watched'() {
    fs.symlinkSync('/etc', '/tmp/beyond');
    for (const path of ['/etc', '/tmp/beyond', '/tmp/beyond/passwd', '/tmp/../etc']) assert.strictEqual(failure(() => fs.watch(path))[0], 'ENOENT');
  },
  async 'a file beyond a link out is not there for who looks from time to time'() {
    fs.symlinkSync('/etc/passwd', '/tmp/looked-at');
    const seen = await new Promise((resolve) => fs.watchFile('/tmp/looked-at', { interval: 10 }, resolve));
    fs.unwatchFile('/tmp/looked-at');
    assert.strictEqual(seen.size, 0);
  },
  'the package can be watched'() {
    fs.watch('/var/task').close();
    fs.watch('/var/task/script.js').close();
  },
  'so many watches and no more'() {
    fs.mkdirSync('/tmp/watched');
    const watches = [];
    const [code, , syscall, message] = failure(() => { for (;;) watches.push(fs.watch('/tmp/watched')); });
    assert.deepStrictEqual([code, syscall, message], ['ENOSPC', 'watch', "ENOSPC: System limit for number of file watchers reached, watch '/tmp/watched'"]);
    assert.strictEqual(watches.length, 4096);
    watches.pop().close();
    fs.watch('/tmp/watched').close();
    for (const watch of watches) watch.close();
  },
  async 'a listener may end its watch and others, and begin some'() {
    fs.mkdirSync('/tmp/busy');
    const heard = [];
    const second = fs.watch('/tmp/busy', () => heard.push('second'));
    await new Promise((resolve) => {
      const first = fs.watch('/tmp/busy', (event, name) => {
        heard.push(name);
        first.close();
        second.close();
        const third = fs.watch('/tmp/busy', () => heard.push('third'));
        setImmediate(() => { third.close(); resolve(); });
      });
      second.close();
      fs.writeFileSync('/tmp/busy/a', '');
    });
    assert.strictEqual(heard[0], 'a');
    assert.ok(!heard.includes('second'));
  },
  'a directory is copied with what is in it'() {
    fs.mkdirSync('/tmp/from/in', { recursive: true });
    fs.writeFileSync('/tmp/from/in/a', 'x');
    fs.cpSync('/tmp/from', '/tmp/to', { recursive: true });
    assert.strictEqual(fs.readFileSync('/tmp/to/in/a', 'utf8'), 'x');
    assert.strictEqual(failure(() => fs.cpSync('/tmp/from', '/tmp/other'))[0], 'ERR_FS_EISDIR');
  },
  async 'a directory is read entry by entry'() {
    fs.mkdirSync('/tmp/list');
    for (const name of ['a', 'b']) fs.writeFileSync(`/tmp/list/${name}`, '');
    const names = [];
    for await (const entry of await fs.promises.opendir('/tmp/list')) names.push(entry.name);
    assert.deepStrictEqual(names.sort(), ['a', 'b']);
  },
  async 'a stream reads the part that it is asked for'() {
    fs.writeFileSync('/tmp/stream', 'hello');
    let text = '';
    for await (const chunk of fs.createReadStream('/tmp/stream', { start: 1, end: 3, encoding: 'utf8', highWaterMark: 2 })) text += `${chunk}|`;
    assert.strictEqual(text, 'el|l|');
  },
  'what is written to the null device is gone'() {
    fs.writeFileSync('/dev/null', 'x');
    assert.strictEqual(fs.readFileSync('/dev/null').length, 0);
  },
  async 'sockets have their names in the jail, however long'() {
    const code = async (handle) => (await new Promise((told) => handle.on('error', told))).code;
    assert.strictEqual(await code(net.connect('/run/docker.sock')), 'ENOENT');
    fs.symlinkSync('/run', '/tmp/run-link');
    assert.strictEqual(await code(net.connect('/tmp/run-link/docker.sock')), 'ENOENT');
    assert.strictEqual(await code(net.createServer().listen('/var/task/s')), 'EROFS');
    assert.strictEqual(await code(net.connect('\0abstract')), 'ECONNREFUSED');
    const deep = `/tmp/${'d'.repeat(90)}`;
    fs.mkdirSync(deep);
    const server = net.createServer((socket) => socket.end('far')).listen(`${deep}/s`);
    await new Promise((listening) => server.on('listening', listening));
    let text = '';
    for await (const data of net.connect(`${deep}/s`)) text += data;
    assert.strictEqual(text, 'far');
    await new Promise((closed) => server.close(closed));
    assert.deepStrictEqual(fs.readdirSync(deep), []);
  },
};
