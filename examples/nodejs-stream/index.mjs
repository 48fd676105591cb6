import { setTimeout } from 'node:timers/promises';

export const handler = awslambda.streamifyResponse(async ({ cups = 3 }, stream) => {
  stream.setContentType('text/plain');
  for (let cup = 1; cup <= cups; cup++) {
    stream.write(`cup ${cup}\n`);
    await setTimeout(10);
  }
  stream.end('enough\n');
});
