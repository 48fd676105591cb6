'use strict';

// Lambda's Node.js runtime: loads a function and serves its invocations, on whichever engine runs this file.
//
// The engine passes a `host`, the only thing that differs between engines:
//
//   log(level, text)         a message of the function's, whole; level is a name such as 'INFO'
//   returned(json)           the function answered
//   failed(type, message, json)   the function failed; json is the error as Lambda answers it
//   stream(contentType)      the function begins to answer in pieces; answers { write(bytes, done), end() }; `write` answers
//                            false if it calls `done` when there is room for more, else it does not call it
//   done()                   the invocation is over, and the next one may come
//   exit(status)             ends the environment with a status; does not return
//   remainingMillis()        until the deadline; negative once it has passed
//
// In the `config` beside it is `load`, which loads with Node's own loaders, on behalf of no file:
//
//   require(path)            what the CommonJS module of a file exports
//   import(path)             a promise of the namespace of an ECMAScript module, or of any other file as one
//   resolve(name, paths)     the file that a name means to modules in these directories
//
// The engine calls `initialise` once, then for each invocation `serve`, and `drained` whenever the event loop has nothing
// left to wait for. All of them run on the event loop's thread.
//
// Source: AWS Lambda developer guide, "Define Lambda function handler in Node.js".

const { ContextOf } = require('./context.js');
const { describe, RuntimeError, tellFor } = require('./errors.js');
const { loadHandler } = require('./handler.js');
const { patchConsole } = require('./console.js');
const { receiverOf } = require('./receiver.js');
const { InvokeStore, valuesOf } = require('./store.js');
const streaming = require('./streaming.js');

// Kept, since the function can change what is global.
const { process, Promise, setImmediate } = globalThis;
const resolved = Promise.resolve.bind(Promise);

const CALLBACK_WARNING =
  'AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need to ' +
  'update this function to use an async handler to use Node.js 24 or later. For more information and to provide feedback ' +
  'on this change, see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this ' +
  'warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.';
const CALLBACKS_GONE =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to ' +
  'modify this function to use a supported handler signature to use Node.js 24 or later. For more information see ' +
  'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';
const LOOP_EMPTY =
  'The asynchronous function handler was unable to finish execution because the Node.js event loop is empty. This might ' +
  'happen if the asynchronous function handler awaits a Promise that was never resolved or rejected, for example when ' +
  'awaiting stream-based code.';

const NO_JSON = 'Unable to stringify response body';

class Runtime {
  #host;
  #config;
  #console;
  #method;
  #store = new InvokeStore();
  #current;
  #failInit;

  // config: { handler, taskRoot, major, functionName, functionVersion, memoryMb, logGroup, logStream, logFormat, logLevel }
  constructor(host, config) {
    this.#host = host;
    this.#config = config;
    tellFor(config);
    this.#console = patchConsole(host, config, () => this.#current?.invocation);
    if (!/^(1|true)$/.test(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA))
      globalThis.awslambda = config.major < 24 ? streaming.globals : { ...streaming.globals, InvokeStore: this.#store };
  }

  // Loads the function. Rejects with what the caller of the first invocation is told: [type, message, json]. Up to Node.js 22
  // an error that nobody caught meanwhile, in a timer for example, is one of loading too.
  initialise() {
    const { promise, resolve, reject } = withResolvers();
    this.#failInit = reject;
    this.#listen();
    // Node tells of rejections that nobody handled when all microtasks are done.
    this.#load().then(() => setImmediate(resolve), reject);
    const loaded = promise.finally(() => { this.#failInit = undefined; });
    // Whoever waits for it may look at it instead of handling it.
    loaded.catch(() => {});
    return loaded;
  }

  // From Node.js 24 on Lambda does not listen: Node writes what nobody caught or handled to standard error and ends, unless the
  // function listens.
  #listen() {
    if (this.#config.major >= 24) return;
    process.on('uncaughtException', (error) => this.#die('Uncaught Exception', error, 129));
    process.on('unhandledRejection', (reason, promise) =>
      this.#die('Unhandled Promise Rejection', unhandled(reason, promise), 128));
  }

  async #load() {
    try {
      const handler = await loadHandler(this.#config);
      this.#checkSignature(handler);
      this.#method = methodOf(handler, this.#config.major);
    } catch (error) {
      this.#console.failed(this.#config.major < 24 ? 'Uncaught Exception' : 'Init Error', error);
      throw parts(error);
    }
  }

  #checkSignature(handler) {
    if (streaming.isStreaming(handler) || handler.length < 3) return;
    if (this.#config.major >= 24) throw new RuntimeError('Runtime.CallbackHandlerDeprecated', CALLBACKS_GONE);
    if (!isAsync(handler) && process.env.AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING === undefined)
      console.warn(CALLBACK_WARNING);
  }

  // Serves one invocation: { requestId, invokedFunctionArn, deadlineMillis, clientContext, tenantId, traceHeader,
  // streams }. What it comes to is told to the host.
  serve(invocation, eventText) {
    process.env._X_AMZN_TRACE_ID = invocation.traceHeader;
    const serving = new Serving(this.#host, this.#config, this.#console, invocation);
    this.#current = serving;
    this.#store.run(valuesOf(invocation), () => serving.run(this.#method, eventText));
  }

  // The event loop has nothing left to wait for.
  drained() {
    this.#current?.drained();
  }

  // Serves an invocation of nothing, before it is known what function there will be: Node compiles a function when it is called
  // first, and so the first real invocation does not wait for that.
  static rehearse() {
    const host = { returned() {}, failed() {}, done() {}, remainingMillis: () => 0 };
    const serving = new Serving(host, { major: 22, memoryMb: 128 }, {}, { requestId: '' });
    serving.run(methodOf(async (event) => event, 22), '{"a":[1,"b"]}');
  }

  #die(title, error, status) {
    this.#console.failed(title, error);
    if (this.#failInit) {
      this.#failInit(parts(error));
      return;
    }
    const serving = this.#current;
    if (serving?.open) this.#host.failed(...parts(error));
    this.#host.exit(status);
  }
}

// One invocation, from its event to its answer.
class Serving {
  #host;
  #config;
  #console;
  #context;
  #atEmptyLoop;
  #first = true;
  #async = false;
  #lingers = false;
  invocation;
  open = true;

  constructor(host, config, console, invocation) {
    this.#host = host;
    this.#config = config;
    this.#console = console;
    this.invocation = invocation;
  }

  // method: { receiver, streams, highWaterMark }
  run(method, eventText) {
    let event;
    try {
      this.#context = ContextOf(this.#config, this.#host, this.invocation, this);
      event = JSON.parse(eventText);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (method.streams) this.#runStreaming(method, event);
    else if (this.#config.major >= 24) this.#runPromised(method.receiver, event);
    else this.#runAny(method.receiver, event);
  }

  // Node.js 24: what the handler returns is the answer, at once or as a promise.
  #runPromised(receiver, event) {
    (async () => receiver.handler(event, this.#context))().then(
      (value) => setImmediate(() => this.succeed(value)),
      (error) => setImmediate(() => this.fail(error)));
    this.#async = true;
  }

  // Node.js 20 and 22: a promise or a callback is the answer; a value returned at once is not.
  #runAny(receiver, event) {
    const callback = (error, value) => this.first(() => this.#answerWhenEmpty(error, value));
    const fail = (error) => this.first(() => this.fail(error ?? 'handled'));
    try {
      const returned = receiver.handler(event, this.#context, callback);
      if (!isThenable(returned)) return;
      this.#async = true;
      resolved(returned.then((value) => this.first(() => this.succeed(value)), fail)).catch(fail);
    } catch (error) {
      callback(error);
    }
  }

  #runStreaming({ receiver, highWaterMark }, event) {
    this.#lingers = this.#config.major < 24;
    const stream = streaming.responseStream(this.#host, highWaterMark);
    let returned;
    try {
      returned = receiver.handler(event, stream, this.#context);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (!isThenable(returned)) {
      this.fail(this.#streamError('Streaming does not support non-async handlers.'));
      return;
    }
    this.#async = true;
    returned.then((value) => this.#streamed(stream, value), (error) => this.fail(error));
  }

  #streamed(stream, value) {
    if (value !== undefined) console.warn('Streaming handlers ignore return values.');
    const finish = () => { if (this.#close()) this.#done(); };
    this.#atEmptyLoop = () => this.fail(this.#streamError('Response stream is not finished.'));
    if (stream.writableFinished) finish();
    else stream.on('finish', finish);
  }

  // What is wrong with a stream is a text up to Node.js 22, and an error after it.
  #streamError(message) {
    return this.#config.major >= 24 ? new Error(message) : message;
  }

  // Of the callback, the context's functions and the promise, what ends the invocation first counts. What could not be sent
  // did not end it.
  first(act) {
    if (!this.#first) return;
    act();
    this.#first = false;
  }

  // An answer by callback waits until the event loop is empty, unless the function says otherwise. An error does not.
  #answerWhenEmpty(error, value) {
    const isError = error !== undefined && error !== null;
    if (!isError && this.#context.callbackWaitsForEmptyEventLoop) this.#atEmptyLoop = () => this.succeed(value);
    else this.answer(error, value);
  }

  answer(error, value) {
    if (error === undefined || error === null) this.succeed(value);
    else this.fail(error);
  }

  // What is no JSON is thrown up to Node.js 22: at the handler, or where nobody catches it.
  succeed(value) {
    if (!this.open) return;
    let json;
    try {
      json = JSON.stringify(value === undefined ? null : value) ?? 'null';
    } catch {
      if (this.#config.major < 24) throw new Error(NO_JSON);
      this.fail(new RuntimeError('Runtime.JSONStringifyError', NO_JSON));
      return;
    }
    this.#close();
    this.#host.returned(json);
    this.#done();
  }

  fail(error) {
    if (!this.open) return;
    this.#console.failed('Invoke Error', error);
    this.#close();
    this.#host.failed(...parts(error));
    this.#done();
  }

  // What streams waits for an empty event loop after its answer, up to Node.js 22, unless the function says otherwise.
  #done() {
    const waits = this.#lingers && this.#context.callbackWaitsForEmptyEventLoop;
    this.#atEmptyLoop = waits ? () => this.#host.done() : undefined;
    if (!waits) this.#host.done();
  }

  drained() {
    this.#lingers = false;
    if (this.#atEmptyLoop) this.#atEmptyLoop();
    else if (!this.open) return;
    else if (!this.#async) this.succeed(null);
    else if (this.#config.major >= 24) this.#host.exit(0);
    else this.fail(new RuntimeError('Runtime.NodeJsExit', LOOP_EMPTY));
  }

  #close() {
    const was = this.open;
    this.open = false;
    return was;
  }
}

// `Promise.withResolvers`, which Node.js 20 lacks.
function withResolvers() {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
}

// A handler as it is called, which is settled when it is loaded.
function methodOf(handler, major) {
  const streams = streaming.isStreaming(handler);
  return { receiver: receiverOf(handler, major, streams), streams, highWaterMark: streaming.highWaterMark(handler, major) };
}

function parts(error) {
  const described = describe(error);
  return [String(described.errorType), String(described.errorMessage), JSON.stringify(described)];
}

function isThenable(value) {
  return value !== null && value !== undefined && typeof value.then === 'function';
}

function isAsync(handler) {
  return require('util').types.isAsyncFunction(handler);
}

function unhandled(reason, promise) {
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason));
  error.reason = reason;
  error.promise = promise;
  return error;
}

module.exports = { Runtime };
