'use strict';

// What V8 compiled of a function's code, for the processes after this one. Node keeps it in files, from 22.10 on.

const LEAST = 256 * 1024;
const MOST = 6 * 1024 * 1024;
const MAKE = '+';

// Has Node use what was compiled before, or make it: then what this answers reads the files, as names and contents, and
// removes them. To be called before the function is loaded.
function useCompiled(nodeRequire, place) {
  const { enableCompileCache, flushCompileCache } = nodeRequire('module');
  if (!place || !flushCompileCache || process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  if (place !== MAKE) {
    enableCompileCache(place);
    return undefined;
  }
  const { mkdtempSync, rmSync } = nodeRequire('fs');
  const directory = mkdtempSync((process.env.TMPDIR ?? '/tmp') + '/.compiled-');
  enableCompileCache(directory);
  return () => {
    try {
      flushCompileCache();
      return read(nodeRequire, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
}

// None if that would not be worth it, or be too much.
function read(nodeRequire, directory) {
  const { readdirSync, readFileSync, statSync } = nodeRequire('fs');
  const names = readdirSync(directory).flatMap((inner) => readdirSync(`${directory}/${inner}`).map((name) => `${inner}/${name}`));
  const size = names.reduce((sum, name) => sum + statSync(`${directory}/${name}`).size, 0);
  return size < LEAST || size > MOST ? [] : names.flatMap((name) => [name, readFileSync(`${directory}/${name}`)]);
}

module.exports = { useCompiled };
