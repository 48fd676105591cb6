'use strict';

// `console` as Lambda has it: each call is one message with time, request and level, in text or JSON.
//
// Source: AWS Lambda developer guide, "Log and monitor Node.js Lambda functions".

const { asError, forLog, shown } = require('./errors.js');
const { wayOut } = require('./sdk.js');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' };

// Changes the methods of `console`, and answers how to log a failure.
function patchConsole(host, config, invocation) {
  const json = config.logFormat === 'JSON';
  const lowest = json ? Math.max(0, LEVELS.indexOf(config.logLevel)) : 0;
  const line = json ? jsonLine : textLine;
  const beforeTheFirst = config.major >= 24 ? { requestId: '-' } : {};

  function write(level, values) {
    host.log(level, line(new Date().toISOString(), invocation() ?? beforeTheFirst, level, values));
  }

  const shows = (level) => LEVELS.indexOf(level) >= lowest;

  for (const [method, level] of Object.entries(METHODS))
    console[method] = shows(level) ? (first, ...rest) => write(level, [first, ...rest]) : () => {};

  return {
    failed(title, error) {
      const hint = wayOut(error);
      if (hint && shows('WARN')) write('WARN', [hint]);
      write('ERROR', json ? [asError(error)] : [title, forLog(error)]);
    },
  };
}

function textLine(time, invocation, level, values) {
  return `${time}\t${invocation.requestId}\t${level}\t${format(values)}`;
}

function jsonLine(time, invocation, level, values) {
  const line = { timestamp: time, level, requestId: invocation.requestId };
  if (invocation.tenantId) line.tenantId = invocation.tenantId;
  if (values.length === 1) {
    line.message = values[0];
    try {
      return JSON.stringify(line, plain);
    } catch {
      line.message = format(values);
      return JSON.stringify(line);
    }
  }
  line.message = format(values);
  const error = values.find((value) => value instanceof Error);
  if (error) {
    line.errorType = error.constructor?.name ?? 'UnknownError';
    line.errorMessage = error.message;
    line.stackTrace = stackOf(error);
  }
  return JSON.stringify(line);
}

function plain(key, value) {
  return value instanceof Error
    ? { errorType: value.constructor?.name ?? 'UnknownError', errorMessage: value.message, stackTrace: stackOf(value), ...value }
    : value;
}

function stackOf(error) {
  return typeof error.stack === 'string' ? shown(error.stack).split('\n') : [];
}

function format(values) {
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : require('util').format(...values);
}

module.exports = { patchConsole };
