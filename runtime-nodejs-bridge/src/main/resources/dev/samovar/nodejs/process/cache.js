'use strict';

// What V8 compiled of a function's code, for the processes after this one. Node keeps it in files, from 22.10 on.
//
// What a function does to Node's own functions, or to the files, costs it the cache and no more.

const { mkdtempSync, readFileSync, readdirSync, rmSync } = require('fs');
const { enableCompileCache, flushCompileCache } = require('module');

const LEAST = 256 * 1024;
const MOST = 6 * 1024 * 1024;
const MOST_FILES = 4000;
const MAKE = '+';

// Has Node use what was compiled before, or make it: then what this answers reads the files, as names and contents, and
// removes them. To be called before the function is loaded.
function useCompiled(place, tmp) {
  if (!place || !flushCompileCache || process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  if (place !== MAKE) {
    enableCompileCache(place);
    return undefined;
  }
  let directory;
  try {
    directory = mkdtempSync(tmp + '/.compiled-');
  } catch {
    return undefined;
  }
  enableCompileCache(directory);
  return (keep) => {
    try {
      if (keep) {
        flushCompileCache();
        return read(directory);
      }
    } catch {
      // There is none, then.
    } finally {
      remove(directory);
    }
    return undefined;
  };
}

function remove(directory) {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // The function has seen to that.
  }
}

// Nothing if that would not be worth it, or be too much.
function read(directory) {
  const all = [];
  let size = 0;
  for (const inner of readdirSync(directory)) {
    for (const entry of readdirSync(`${directory}/${inner}`, { withFileTypes: true })) {
      if (!entry.isFile() || all.length >= 2 * MOST_FILES) return undefined;
      const content = readFileSync(`${directory}/${inner}/${entry.name}`);
      size += content.length;
      if (size > MOST) return undefined;
      all.push(`${inner}/${entry.name}`, content);
    }
  }
  return size < LEAST ? [] : all;
}

module.exports = { useCompiled };
