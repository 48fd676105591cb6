'use strict';

// Errors as Lambda answers and logs them.
//
// Source: AWS Lambda developer guide, "Lambda function errors in Node.js".

// An error of the runtime's own, named as Lambda names it. The name is one of its own properties, and so logged beside the
// type, from Node.js 24 on.
//
// One that has a reason was made where the runtime found the function, so that it has no frames of the function's: those of
// the reason are of Node's loaders.
class RuntimeError extends Error {
  constructor(name, reason) {
    super(String(reason));
    Object.defineProperty(this, 'name', { value: name, enumerable: major >= 24, configurable: true, writable: true });
    const stack = reason instanceof Error ? '' : this.stack;
    Object.defineProperty(this, 'stack', { value: restacked(name, this.message, stack), configurable: true, writable: true });
  }
}

// Where the runtime's own files are, as stack traces name them.
const OURS = /\(?\/var\/runtime\/index\.js:\d/;
const TASK_ROOT = '/var/task';
let taskRoot = TASK_ROOT;
let major = 22;

// Says for which version errors are told, and where the function's code really is, if the machine cannot show it where Lambda
// does.
function tellFor(config) {
  taskRoot = config.taskRoot;
  major = config.major;
}

// A stack as text that a function's author knows: the code is where Lambda has it, and the stack ends where the
// runtime called it.
function shown(stack) {
  const lines = stack.split('\n');
  const ours = lines.findIndex((line) => OURS.test(line));
  const theirs = (ours < 0 ? lines : lines.slice(0, ours)).join('\n');
  return taskRoot === TASK_ROOT ? theirs : theirs.replaceAll(taskRoot + '/', TASK_ROOT + '/');
}

// The frames of a stack under another first line.
function restacked(name, message, stack) {
  const frames = String(stack).split('\n').filter((line) => /^\s+at /.test(line));
  return [`${name}: ${message}`, ...frames].join('\n');
}

// What the caller is told of something that was thrown: { errorType, errorMessage, trace }. An error whose name, message or
// stack is no text cannot be told; one may lack a stack from Node.js 24 on.
function describe(thrown) {
  try {
    if (!isError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
    const { name, message, stack } = thrown;
    return {
      errorType: escaped(name),
      errorMessage: escaped(message),
      trace: stack === undefined && major >= 24 ? [] : escaped(shown(stack)).split('\n'),
    };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'callback called with Error argument, but there was a problem while retrieving one or more of its ' +
        'message, name, and stack',
      ...(major >= 24 && { trace: [] }),
    };
  }
}

// What a log line says of something that was thrown.
function forLog(thrown) {
  try {
    const error = asError(thrown);
    return '\t' + JSON.stringify(error, (key, value) => value === error || value instanceof Error ? spread(value) : value);
  } catch {
    return '\t' + JSON.stringify(describe(thrown));
  }
}

// What is no error as one, without a place of its own.
function asError(thrown) {
  if (isError(thrown)) return thrown;
  const error = new Error(String(thrown));
  error.stack = String(error);
  return error;
}

// An error with what JSON leaves out of it.
function spread(error) {
  return {
    errorType: error.name,
    errorMessage: error.message,
    code: error.code,
    ...error,
    stack: typeof error.stack === 'string' ? shown(error.stack).split('\n') : undefined,
  };
}

function isError(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]' ||
    (typeof value === 'object' && value !== null && typeof value.name === 'string' &&
      typeof value.message === 'string' && typeof value.stack === 'string');
}

// Throws where there is something that is no text.
function escaped(text) {
  return text?.replaceAll('\x7F', '%7F');
}

module.exports = { RuntimeError, asError, describe, forLog, shown, tellFor };
