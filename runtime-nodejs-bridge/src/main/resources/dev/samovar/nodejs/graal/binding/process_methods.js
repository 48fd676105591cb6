'use strict';
(function ({ host, hooks, process }, internalBinding) {
  const uv = internalBinding('uv');
  const UV_ESRCH = -3;
  const hrtimeBuffer = new Uint32Array(3);
  const wide = new BigUint64Array(hrtimeBuffer.buffer, 0, 1);
  let umask = 0o22;

  // There is one process: a signal to it, other than the one that only asks, ends it.
  function kill(pid, signal) {
    if (pid !== process.pid && pid !== 0) return UV_ESRCH;
    if (signal !== 0) host.exit(128 + signal);
    return 0;
  }

  function chdir(directory) {
    const code = host.chdir(directory);
    if (code === undefined) return;
    const errno = uv['UV_' + code];
    const path = host.cwd();
    const error = new Error(`${code}: ${uv.getErrorMessage(errno)}, chdir '${path}' -> '${directory}'`);
    throw Object.assign(error, { errno, code, syscall: 'chdir', path, dest: directory });
  }

  return {
    hrtimeBuffer,
    hrtime() {
      const nanos = host.nanoTime();
      const seconds = Math.floor(nanos / 1e9);
      hrtimeBuffer[0] = Math.floor(seconds / 0x100000000);
      hrtimeBuffer[1] = seconds >>> 0;
      hrtimeBuffer[2] = nanos - seconds * 1e9;
    },
    hrtimeBigInt() { wide[0] = BigInt(host.nanoTime()); },
    cwd: () => host.cwd(),
    chdir,
    umask(mask) { const before = umask; if (mask !== undefined) umask = mask & 0o777; return before; },
    memoryUsage(fields) { host.memoryUsage(fields); },
    constrainedMemory: () => host.memoryLimit(),
    availableMemory: () => host.memoryLimit(),
    rss: () => host.rss(),
    cpuUsage(fields) { host.cpuUsage(fields); },
    threadCpuUsage(fields) { host.cpuUsage(fields); },
    resourceUsage(fields) { fields.fill(0); },
    uptime: () => host.uptime(),
    patchProcessObject() {},
    reallyExit: (code) => host.exit(code & 0xFF),
    abort: () => host.exit(134),
    causeSegfault: () => host.exit(139),
    execve: () => host.unsupported('process.execve'),
    dlopen: () => host.unsupported('native add-ons'),
    loadEnvFile: () => host.unsupported('process.loadEnvFile'),
    setEmitWarningSync(emit) { hooks.emitWarning = emit; },
    _rawDebug: (text) => host.standardError(text + '\n'),
    _kill: kill,
    _getActiveRequests: () => [], _getActiveHandles: () => [], getActiveResourcesInfo: () => [],
    _debugProcess() {}, _debugEnd() {}, _startProfilerIdleNotifier() {}, _stopProfilerIdleNotifier() {},
  };
})
