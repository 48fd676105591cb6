import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Tells what it was given, and by what it is run. */
export const greet = async (event, context) => {
  console.log('greeting', event.name);
  return {
    greeting: `Hello, ${event.name}!`,
    who: process.env.WHO ?? null,
    version: context.functionVersion,
    client: context.clientContext ?? null,
  };
};

export const fail = async () => {
  throw new RangeError('too hot');
};

/** Answers when the connection to a port of this machine ends. */
export const held = async ({ port }) => {
  const gate = connect(port, '127.0.0.1').resume();
  await once(gate, 'close');
  return 'let go';
};

/** Answers a function URL. */
export const url = async (event) => ({
  statusCode: 201,
  headers: { 'content-type': 'text/plain', 'x-tea': 'green' },
  cookies: ['cup=1'],
  body: `${event.requestContext.http.method} ${event.rawPath}?${event.rawQueryString} ${event.body ?? ''}`,
});

export const stream = awslambda.streamifyResponse(async ({ cups, spill }, answer) => {
  for (let cup = 1; cup <= cups; cup++) {
    answer.write(`cup ${cup}\n`);
    await setTimeout(1);
  }
  if (spill) throw new RangeError('spilt');
  answer.end();
});
