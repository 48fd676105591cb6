'use strict';

// What only a child process needs: the connection to the host, and Node's loaders for Lambda's runtime.
//
// The socket keeps the process alive between invocations. While the function has something to do it does not, so that Node
// tells when there is nothing left to wait for.

const net = require('net');
const { Runtime } = require('./runtime.js');
const { frame, reader } = require('./frames.js');
const { records, writeStandardStreamsAtOnce } = require('./output.js');
const { useCompiled } = require('./cache.js');

const HELLO = 0, SPECIALISE = 1, INVOKE = 2, READY = 3, INIT_FAILED = 4, RETURNED = 5, FAILED = 6, STREAM = 7, PIECE = 8,
  STREAM_END = 9, DONE = 10, EXIT = 11, KEEP = 12;

// One byte more than Lambda takes: the host then says that it is too large.
const LONGEST_ANSWER = 6291557;
const LONGEST_PIECE = 1024 * 1024;

// What the host itself is told of an error, in characters. The answer has all of it.
const LONGEST_MESSAGE = 100000;
const UNSETTLED = 13;

// How many parts describe a function, before its variables, and which of them is the handler.
const DESCRIBED = 12;
const HANDLER = 3;

// How a process that began anew is told what it runs, and where it finds the connection.
const FUNCTION = 'SAMOVAR_FUNCTION';
const CACHE = 'SAMOVAR_CACHE';
const INHERITED = 3;

// The file that requires what a handler names, as Node tells of it.
const RUNTIME = '/var/runtime/index.mjs';

const { process } = globalThis;
const exit = process.exit;
const now = Date.now;

function begin(nodeRequire, load) {
  const { SAMOVAR_SOCKET: path, SAMOVAR_TOKEN: token, [FUNCTION]: given, NODE_OPTIONS: options } = process.env;
  const output = records(token);
  writeStandardStreamsAtOnce();
  let runtime;
  let initialising = false;
  let deadline = 0;
  let serving = 0;
  let held = [];

  const socket = new net.Socket({
    fd: given && INHERITED,
    onread: {
      buffer: Buffer.allocUnsafeSlow(65536),
      callback: (count, buffer) => {
        take(buffer.subarray(0, count));
        return true;
      },
    },
  });
  if (!given) socket.connect({ path });
  const take = reader((kind, parts) => {
    if (kind === SPECIALISE) prepare(parts.map(String));
    else if (kind === INVOKE) invoke(parts);
  });
  const send = (kind, parts, done) => socket.write(frame(kind, parts), done);
  const hold = (kind, parts) => { held.push(frame(kind, parts)); };

  // What was held goes out with one write.
  function release(kind, parts) {
    hold(kind, parts);
    const all = held.length === 1 ? held[0] : Buffer.concat(held);
    held = [];
    socket.write(all);
  }

  const host = {
    log: (level, text) => output.message(level, text + '\n'),
    returned: (json) => hold(RETURNED, [bounded(json)]),
    failed: (...error) => hold(FAILED, told(error)),
    stream: (contentType) => streamFor(serving, contentType),
    done() {
      output.mark();
      socket.ref();
      release(DONE, [String(process.resourceUsage().maxRSS * 1024)]);
    },
    exit: leave,
    remainingMillis: () => deadline - now(),
  };

  // An answer in pieces, of one invocation: what is written after that goes nowhere.
  function streamFor(own, contentType) {
    send(STREAM, [contentType]);
    return {
      write(bytes, done) {
        const piece = typeof bytes === 'string' ? Buffer.from(bytes) : asBytes(bytes);
        if (serving !== own) return true;
        let at = 0;
        for (; piece.length - at > LONGEST_PIECE; at += LONGEST_PIECE)
          send(PIECE, [piece.subarray(at, at + LONGEST_PIECE)]);
        send(PIECE, [piece.subarray(at)], () => done?.());
        return false;
      },
      end() {
        if (serving === own) send(STREAM_END, []);
      },
    };
  }

  // What is still to be told is told first.
  function leave(status) {
    if (held.length > 0) {
      const all = Buffer.concat(held);
      held = [];
      socket.write(all);
    }
    if (socket.writableLength === 0) exit(status);
    else socket.write('', () => exit(status));
  }

  // Becomes what runs a function, unless Node must begin anew for that: with a program of the function's before it, or with
  // options that it could not begin with.
  function prepare(parts) {
    const [task, layers, tmp] = parts;
    const variables = parts.slice(DESCRIBED);
    for (const name of Object.keys(process.env)) delete process.env[name];
    for (let i = 0; i < variables.length; i += 2) process.env[variables[i]] = variables[i + 1];
    if (tmp !== '/tmp') process.env.TMPDIR = tmp;
    if (task !== '/var/task') {
      process.env.LAMBDA_TASK_ROOT = task;
      findModulesIn(task, layers);
    }
    const described = parts.slice(0, DESCRIBED);
    if (process.env.AWS_LAMBDA_EXEC_WRAPPER || process.env.NODE_OPTIONS !== options) beginAnew(described);
    else specialise(described);
  }

  // The other process takes over the connection and the output, and this one ends as it does.
  function beginAnew(described) {
    const [task, layers] = described;
    const { spawn } = require('child_process');
    const inRuntime = task === '/var/task' ? '/var/runtime' : __dirname;
    // What this process was begun with, but for what the function's own options, which were not known then, contradict.
    const asked = (process.env.NODE_OPTIONS ?? '').split(/\s+/);
    const kept = process.execArgv.filter((option) => !asked.includes(option.replace('--no-', '--')));
    const own = [process.execPath, ...kept, inRuntime + '/main.cjs'];
    const wrapper = process.env.AWS_LAMBDA_EXEC_WRAPPER;
    const [program, ...words] = wrapper ? [found(wrapper, task, layers), ...own] : own;
    socket.pause();
    const child = spawn(program, words, {
      cwd: task,
      env: { ...process.env, SAMOVAR_TOKEN: token, [FUNCTION]: JSON.stringify(described) },
      stdio: ['inherit', 'inherit', 'inherit', socket],
    });
    child.on('error', (error) => {
      process.stderr.write(`${wrapper}: ${error.code === 'ENOENT' ? 'No such file or directory' : error.message}\n`);
      exit(error.code === 'ENOENT' ? 127 : 126);
    });
    child.on('exit', (status, signal) => {
      if (signal) process.kill(process.pid, signal);
      else exit(status);
    });
  }

  // What a path of Lambda's is here.
  function found(path, task, layers) {
    return path.replace(/^\/var\/task(?=\/|$)/, () => task).replace(/^\/opt(?=\/|$)/, () => layers);
  }

  function specialise([task, , tmp, handler, identifier, functionName, functionVersion, memoryMb, logGroup, logStream, logFormat,
    logLevel]) {
    // The function's own NODE_PATH, which is known now.
    nodeRequire('module').Module._initPaths();
    process.chdir(task);
    if (inspectorPort) nodeRequire('inspector').open(Number(inspectorPort), '127.0.0.1', true);
    const config = {
      handler, taskRoot: task, major: Number(/\d+/.exec(identifier)?.[0]), functionName, functionVersion, memoryMb, logGroup, logStream, logFormat,
      logLevel, load: loaders(nodeRequire, load),
    };
    const place = process.env[CACHE];
    delete process.env[CACHE];
    if (!given && process.env.NODE_COMPILE_CACHE) nodeRequire('module').enableCompileCache?.();
    const compiled = useCompiled(place, tmp);
    runtime = new Runtime(host, config);
    initialising = true;
    socket.unref();
    runtime.initialise().then(
      () => {
        const files = compiled?.(true);
        if (files) send(KEEP, files);
        initialised(READY, []);
      },
      (error) => {
        compiled?.(false);
        initialised(INIT_FAILED, told(error));
      });
  }

  // Where the machine does not show directories where Lambda has them, `require` looks where they are.
  function findModulesIn(task, layers) {
    process.env.NODE_PATH = process.env.NODE_PATH.split(':')
      .map((path) => found(path, task, layers))
      .join(':');
  }

  function initialised(kind, parts) {
    initialising = false;
    output.mark();
    socket.ref();
    release(kind, parts);
  }

  function invoke([requestId, invokedFunctionArn, deadlineMillis, traceHeader, clientContext, tenantId, streams, event]) {
    serving++;
    deadline = Number(deadlineMillis);
    socket.unref();
    runtime.serve({
      requestId: String(requestId),
      invokedFunctionArn: String(invokedFunctionArn),
      deadlineMillis: deadline,
      traceHeader: String(traceHeader),
      clientContext: clientContext.length > 0 ? String(clientContext) : undefined,
      tenantId: tenantId.length > 0 ? String(tenantId) : undefined,
      streams: String(streams) === 'true',
    }, String(event));
  }

  process.on('beforeExit', () => {
    if (initialising) leave(UNSETTLED);
    else runtime?.drained();
  });
  process.on('exit', (status) => socket.write(frame(EXIT, [String(status & 0xFF)])));
  socket.on('error', () => {});
  socket.on('close', () => process.reallyExit(0));
  process.argv[1] = RUNTIME;
  const [inspectorPort] = process.argv.splice(2);
  process.mainModule = undefined;
  if (given) {
    for (const name of ['SAMOVAR_TOKEN', FUNCTION]) delete process.env[name];
    const described = JSON.parse(given);
    // What came before may have put another handler there.
    described[HANDLER] = process.env._HANDLER ?? described[HANDLER];
    specialise(described);
  } else {
    send(HELLO, [token]);
    setImmediate(rehearse, nodeRequire, load);
  }
}

// Does once what each function needs, while the process waits for one. If it is given one meanwhile, its files may be out of
// sight: then there is nothing to rehearse any more.
function rehearse(nodeRequire, load) {
  const { loadHandler } = require('./handler.js');
  reader(() => {})(frame(INVOKE, ['', Buffer.from('{}')]));
  nodeRequire('util').format('%s', 'tea', {});
  Runtime.rehearse();
  loadHandler({ handler: 'rehearsal/index.handler', taskRoot: __dirname, major: 22, load: loaders(nodeRequire, load) })
    .catch(() => {})
    .then(() => { for (const file of ['main.cjs', 'rehearsal/index.js']) delete nodeRequire.cache[`${__dirname}/${file}`]; });
}

// Node's own ways to load modules, as Lambda's runtime uses them.
function loaders(nodeRequire, load) {
  const { createRequire } = nodeRequire('module');
  const { pathToFileURL } = nodeRequire('url');
  const require = createRequire(RUNTIME);
  return {
    require,
    import: (path) => load(pathToFileURL(path).href).catch(nameRuntime),
    resolve: (name, paths) => require.resolve(name, { paths }),
  };
}

// Node says in which file an import is that it refuses.
function nameRuntime(error) {
  if (error?.code === 'ERR_UNSUPPORTED_DIR_IMPORT')
    for (const key of ['stack', 'message']) error[key] = error[key].replace(/ imported from .*/, ` imported from ${RUNTIME}`);
  throw error;
}

function told([type, message, json]) {
  return [type.slice(0, LONGEST_MESSAGE), message.slice(0, LONGEST_MESSAGE), bounded(json)];
}

function bounded(text) {
  return Buffer.byteLength(text) <= LONGEST_ANSWER ? text : Buffer.from(text).subarray(0, LONGEST_ANSWER);
}

function asBytes(view) {
  return Buffer.isBuffer(view) ? view : Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

module.exports = { begin };
