'use strict';
// How `fetch` sends its requests: by `http` and `https`, since the parser of its own client is WebAssembly.
(function (require) {
  const agents = new Map();

  function agentOf(transport) {
    if (!agents.has(transport)) agents.set(transport, new transport.Agent({ keepAlive: true }));
    return agents.get(transport);
  }

  function headersOf(given) {
    const headers = {};
    const add = (name, value) => { headers[name] = value; };
    if (Array.isArray(given)) for (let i = 0; i < given.length; i += 2) add(String(given[i]), String(given[i + 1]));
    else if (given) for (const [name, value] of typeof given[Symbol.iterator] === 'function' ? given : Object.entries(given)) add(name, value.value ?? value);
    return headers;
  }

  return {
    dispatch(options, handler) {
      const { protocol } = new URL(options.origin);
      const transport = require(protocol === 'https:' ? 'https' : 'http');
      let request, over = false;
      const abort = (error) => {
        if (over) return;
        over = true;
        request?.destroy();
        handler.onError(error);
      };
      handler.onConnect(abort);
      if (over) return true;
      request = transport.request(new URL(options.path, options.origin), {
        method: options.method, headers: headersOf(options.headers), agent: agentOf(transport),
      });
      request.on('error', abort);
      request.on('response', (response) => {
        const raw = response.rawHeaders.map((part) => Buffer.from(part, 'latin1'));
        handler.onHeaders(response.statusCode, raw, () => response.resume(), response.statusMessage);
        response.on('data', (chunk) => { if (!over && handler.onData(chunk) === false) response.pause(); });
        response.on('error', abort);
        response.on('end', () => {
          if (over) return;
          over = true;
          handler.onComplete([]);
        });
      });
      send(request, options.body).catch(abort);
      return true;
    },
    close: async () => {},
    destroy: async () => {},
  };

  async function send(request, body) {
    if (body === null || body === undefined) {
      request.end();
    } else if (typeof body === 'string' || ArrayBuffer.isView(body)) {
      request.end(body);
    } else {
      for await (const chunk of body)
        if (!request.write(chunk)) await new Promise((resolve) => request.once('drain', resolve));
      request.end();
    }
  }
})
