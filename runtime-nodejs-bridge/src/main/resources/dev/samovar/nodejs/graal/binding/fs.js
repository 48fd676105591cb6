'use strict';
(function ({ host, perIsolateSymbols, process }, internalBinding) {
  const uv = internalBinding('uv');
  const { AsyncWrap } = internalBinding('async_wrap');
  const kUsePromises = perIsolateSymbols.fs_use_promises_symbol;
  const statValues = new Float64Array(36), bigintStatValues = new BigInt64Array(36);
  const statFsValues = new Float64Array(7), bigintStatFsValues = new BigInt64Array(7);

  class FSReqCallback extends AsyncWrap {
    #bigint;
    constructor(bigint) {
      super();
      this.#bigint = bigint;
      this.asyncBegin('FSREQCALLBACK');
    }
    get bigint() { return this.#bigint; }
  }

  class FileHandle extends AsyncWrap {
    constructor(fd) {
      super();
      this.fd = fd;
      this.asyncBegin('FILEHANDLE');
    }
    close() {
      const fd = this.fd;
      this.fd = -1;
      return promised(() => call('close', [fd]));
    }
    releaseFD() { const fd = this.fd; this.fd = -1; return fd; }
    onread() {}
  }

  // What libuv calls some of them.
  const libuvNames = { readdir: 'scandir', copyFile: 'copyfile', writeBuffer: 'write', writeString: 'write', utimes: 'utime', lutimes: 'lutime', futimes: 'futime' };

  // Does a call; what fails is thrown as libuv's error.
  function call(syscall, values, ...paths) {
    const result = host['fs_' + syscall](...values);
    if (typeof result === 'object' && result?.failure !== undefined) throw failed(result.failure, libuvNames[syscall] ?? syscall, paths);
    return result;
  }

  function failed(code, syscall, [path, dest]) {
    const errno = uv['UV_' + code];
    let message = `${code}: ${uv.getErrorMessage(errno)}, ${syscall}`;
    if (path !== undefined) message += ` '${text(path)}'`;
    if (dest !== undefined) message += ` -> '${text(dest)}'`;
    const error = new Error(message);
    error.errno = errno;
    error.code = code;
    error.syscall = syscall;
    if (path !== undefined) error.path = text(path);
    if (dest !== undefined) error.dest = text(dest);
    Error.captureStackTrace(error, failed);
    return error;
  }

  const text = (path) => typeof path === 'string' ? path : host.decode(path, 'utf8', 0, path.length);

  // The three ways to do it: at once, with a request that is called back, or with a promise.
  function way(request, body) {
    if (request === undefined) return body();
    if (request === kUsePromises) return promised(body);
    host.later(() => {
      let result;
      try {
        result = body(request.bigint);
      } catch (error) {
        told(request, error);
        return;
      }
      if (result === undefined) told(request, null);
      else told(request, null, result);
    });
    return undefined;
  }

  function told(request, ...values) {
    request.asyncCall(request.oncomplete, ...values);
    request.asyncEnd();
  }

  function promised(body) {
    return new Promise((resolve, reject) => host.later(() => {
      try {
        resolve(body());
      } catch (error) {
        Error.captureStackTrace(error, promised);
        reject(error);
      }
    }));
  }

  function filled(values, bigint, offset = 0) {
    const target = bigint ? bigintStatValues : statValues;
    for (let i = 0; i < 18; i++) target[offset + i] = bigint ? BigInt(Math.trunc(values[i])) : values[i];
    return target;
  }

  // Callbacks and promises may come after the shared array was filled anew.
  const own = (request, array) => request === undefined ? array : array.slice();

  const encoded = (name, encoding) => encoding === 'buffer' ? Buffer.from(name) : name;

  function stat(name, follow) {
    return (path, bigint, request, throwIfNoEntry) => way(request, () => {
      try {
        return own(request, filled(call(name, [text(path)], path), bigint ?? request?.bigint));
      } catch (error) {
        if (throwIfNoEntry === false && request === undefined && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
        throw error;
      }
    });
  }

  // A call of so many arguments, of which the first is a path, or two are.
  const plain = (name, count, paths = 1) => (...values) => way(values[count], () =>
    call(name, values.slice(0, count).map((value, i) => i < paths ? text(value) : value), ...values.slice(0, paths)));
  const onFile = (name, count) => (...values) => way(values[count], () => call(name, values.slice(0, count)));

  function open(path, flags, mode) {
    return call('open', [text(path), flags, mode ?? 0o666], path);
  }

  function many(fd, buffers, position, move) {
    let total = 0;
    for (const buffer of buffers) {
      const count = move(fd, buffer, 0, buffer.byteLength, typeof position === 'number' ? position + total : null);
      total += count;
      if (count < buffer.byteLength) break;
    }
    return total;
  }
  const read = (fd, buffer, offset, length, position) => fd === 0 ? 0 : call('read', [fd, buffer, offset, length, position === -1 || position === -1n ? null : position]);
  const write = (fd, buffer, offset, length, position) =>
    fd === 1 || fd === 2
      ? (host.standardOutput(buffer.subarray(offset, offset + length)), length)
      : call('writeBuffer', [fd, buffer, offset ?? 0, length ?? buffer.byteLength - (offset ?? 0), position]);

  function writeText(fd, value, position, encoding) {
    return fd === 1 || fd === 2
      ? write(fd, Buffer.from(value, encoding ?? 'utf8'), 0, Buffer.byteLength(value, encoding ?? 'utf8'))
      : call('writeString', [fd, value, position, encoding]);
  }

  function readdir(path, encoding, withTypes) {
    const [names, types] = call('readdir', [text(path)], path);
    const all = names.map((name) => encoded(name, encoding));
    return withTypes ? [all, types] : all;
  }

  function existing(path) {
    return host.internalModuleStat(text(path)) >= 0;
  }

  const { FSEvent, StatWatcher } = host.own('watching')(host, uv, { AsyncWrap }, {
    place: (path) => call('place', [text(path)], path),
    stat: (path) => call('stat', [text(path)], path),
    filled, text,
  });

  return {
    kFsStatsFieldsNumber: 18, statValues, bigintStatValues, statFsValues, bigintStatFsValues,
    kUsePromises, FSReqCallback, FileHandle, FSEvent, StatWatcher,
    access: plain('access', 2),
    open: (path, flags, mode, request) => way(request, () => open(path, flags, mode)),
    openFileHandle: (path, flags, mode, request) => way(request, () => new FileHandle(open(path, flags, mode))),
    close: onFile('close', 1),
    existsSync: existing,
    read: (fd, buffer, offset, length, position, request) => way(request, () => read(fd, buffer, offset, length, position)),
    readBuffers: (fd, buffers, position, request) => way(request, () => many(fd, buffers, position, read)),
    readFileUtf8(path, flags) {
      if (typeof path !== 'number') {
        const result = host.fs_readFileText(text(path));
        if (result?.failure === 'EISDIR') throw failed('EISDIR', 'read', []);
        if (result?.failure !== undefined) throw failed(result.failure, 'open', [path]);
        return result;
      }
      let all = '';
      const buffer = Buffer.alloc(65536), decoder = new (host.realm().require('string_decoder').StringDecoder)('utf8');
      for (let count; (count = read(path, buffer, 0, buffer.length, null)) > 0;) all += decoder.write(buffer.subarray(0, count));
      return all + decoder.end();
    },
    writeBuffer: (fd, buffer, offset, length, position, request) => way(request, () => write(fd, buffer, offset, length, position)),
    writeBuffers: (fd, buffers, position, request) => way(request, () => many(fd, buffers, position, write)),
    writeString: (fd, value, position, encoding, request) => way(request, () => writeText(fd, value, position, encoding)),
    writeFileUtf8(path, data, flags, mode) {
      if (typeof path === 'number') { writeText(path, data, null, 'utf8'); return; }
      const fd = open(path, flags, mode);
      try {
        writeText(fd, data, null, 'utf8');
      } finally {
        call('close', [fd]);
      }
    },
    fsync: onFile('fsync', 1), fdatasync: onFile('fsync', 1), ftruncate: onFile('ftruncate', 2),
    rename: plain('rename', 2, 2), copyFile: plain('copyFile', 3, 2), link: plain('link', 2, 2),
    symlink: (target, path, flags, request) => way(request, () => call('symlink', [text(target), text(path)], target, path)),
    rmdir: plain('rmdir', 1), unlink: plain('unlink', 1),
    mkdir: plain('mkdir', 3),
    mkdtemp: (prefix, encoding, request) => way(request, () =>
      encoded(call('mkdtemp', [text(prefix)], text(prefix) + 'XXXXXX'), encoding)),
    readdir: (path, encoding, withTypes, request) => way(request, () => readdir(path, encoding, withTypes)),
    realpath: (path, encoding, request) => way(request, () => encoded(call('realpath', [text(path)], path), encoding)),
    readlink: (path, encoding, request) => way(request, () => encoded(call('readlink', [text(path)], path), encoding)),
    stat: stat('stat'), lstat: stat('lstat'),
    fstat: (fd, bigint, request, shouldNotThrow) => way(request, () => {
      try {
        return own(request, filled(call('fstat', [fd]), bigint ?? request?.bigint));
      } catch (error) {
        if (shouldNotThrow) return undefined;
        throw error;
      }
    }),
    statfs: (path, bigint, request) => way(request, () => {
      call('access', [text(path), 0], path);
      const target = bigint ? bigintStatFsValues : statFsValues;
      [61267, 4096, 131072, 131072, 131072, 32768, 32768].forEach((value, i) => { target[i] = bigint ? BigInt(value) : value; });
      return own(request, target);
    }),
    chmod: plain('chmod', 2), fchmod: onFile('fchmod', 2),
    chown: plain('chown', 3), lchown: plain('chown', 3), fchown: (fd, uid, gid, request) => way(request, () => { call('fstat', [fd]); }),
    utimes: plain('utimes', 3), lutimes: plain('lutimes', 3), futimes: onFile('futimes', 3),
    internalModuleStat: (receiver, path) => host.internalModuleStat(path ?? receiver),
    getFormatOfExtensionlessFile: () => 0,
    legacyMainResolve(root, main, base) {
      const { fileURLToPath } = host.realm().require('internal/url');
      const tries = main ? ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'].map((end) => main + end) : Array(7).fill();
      tries.push('index.js', 'index.json', 'index.node');
      const at = tries.findIndex((name) => name !== undefined && host.internalModuleStat(root + name) === 0);
      if (at >= 0) return at;
      const { ERR_MODULE_NOT_FOUND } = host.realm().require('internal/errors').codes;
      throw new ERR_MODULE_NOT_FOUND(root, base && fileURLToPath(base), 'package');
    },
    ...host.own('copy')(host),
  };
})
