'use strict';

// What a handler is a method of: `this` within it, and the class that stack traces name with it. The names are those
// on Lambda, and the function is the only thing there is on the object, since V8 looks for it to tell the method's name.

class Runtime {
  constructor(handler) { this.handler = handler; }
}

class BufferedInvokeProcessor {
  constructor(handler) { this.handler = handler; }
}

class StreamingInvokeProcessor {
  constructor(handler) { this.handler = handler; }
}

function receiverOf(handler, major, streams) {
  if (major < 24) return new Runtime(handler);
  return streams ? new StreamingInvokeProcessor(handler) : new BufferedInvokeProcessor(handler);
}

module.exports = { receiverOf };
