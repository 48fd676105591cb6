'use strict';

// Finds and loads the function that a handler names: `[directory/]file.export[.nested]`.
//
// Source: AWS Lambda developer guide, "Define Lambda function handler in Node.js".

const { RuntimeError } = require('./errors.js');

async function loadHandler({ handler, taskRoot, major, load }) {
  const { file, name } = parse(handler);
  const loaded = await loadModule(load, taskRoot, file, major);
  return resolve(handler, name, loaded, major);
}

function parse(handler) {
  if (handler.includes('..'))
    throw new RuntimeError('Runtime.MalformedHandlerName', `'${handler}' is not a valid handler name. Use absolute paths ` +
      'when specifying root directories in handler names.');
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  if (dot < 0) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  return { file: handler.slice(0, dot), name: handler.slice(dot + 1) };
}

async function loadModule(load, taskRoot, file, major) {
  try {
    return await found(load, taskRoot, file, major);
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(error, major);
    if (error?.code === 'MODULE_NOT_FOUND')
      throw new RuntimeError('Runtime.ImportModuleError', error);
    throw error;
  }
}

// From Node.js 24 on its stack is that of the error itself, which begins with the place and the line of it.
function syntaxError(error, major) {
  const ours = new RuntimeError('Runtime.UserCodeSyntaxError', error);
  if (major >= 24) ours.stack = error.stack;
  return ours;
}

// The first of these that there is: the file itself, then as .js, .mjs, .cjs, then what Node resolves from the task root.
async function found(load, taskRoot, file, major) {
  const { existsSync, statSync } = require('fs');
  const isFile = (path) => existsSync(path) && statSync(path).isFile();
  const path = require('path').resolve(taskRoot, file);
  if (major >= 24) {
    // A directory counts too, even with a file beside it, and Node refuses to import one.
    for (const extension of ['', '.js', '.mjs', '.cjs'])
      if (existsSync(path + extension)) return load.import(path + extension);
    return load.import(resolved(load, taskRoot, file));
  }
  if (isFile(path)) return load.require(path);
  if (isFile(path + '.js')) return isModulePackage(path) ? load.import(path + '.js') : load.require(path + '.js');
  if (isFile(path + '.mjs')) return load.import(path + '.mjs');
  if (isFile(path + '.cjs')) return load.require(path + '.cjs');
  return load.require(resolved(load, taskRoot, file));
}

// What Node finds under the whole name, else under its last part. It is the latter that is said to be missing.
function resolved(load, taskRoot, file) {
  const { basename, dirname, join } = require('path');
  try {
    return load.resolve(file, [taskRoot]);
  } catch (error) {
    if (error?.code !== 'MODULE_NOT_FOUND') throw error;
    return load.resolve(basename(file), [taskRoot, join(taskRoot, dirname(file))]);
  }
}

// Whether the nearest package.json says that .js files are modules.
function isModulePackage(path) {
  const { dirname, join } = require('path');
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const text = textOf(join(directory, 'package.json'));
    if (text === undefined) {
      if (directory === dirname(directory)) return false;
      continue;
    }
    try {
      return JSON.parse(text).type === 'module';
    } catch {
      return false;
    }
  }
}

// Undefined if it cannot be read. Whether it is there is asked first: an error takes longer than all else here.
function textOf(path) {
  const { existsSync, readFileSync } = require('fs');
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function resolve(handler, name, loaded, major) {
  const named = (module) => name.split('.').reduce((value, key) => value?.[key], module);
  let found = named(loaded);
  if (!found && major >= 24) found = named(loaded?.default);
  if (!found) throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found;
}

module.exports = { loadHandler };
