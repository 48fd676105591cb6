// Engine graaljs has no worker threads, so this package goes to engine node.
import 'node:worker_threads';

export { handler } from './handler.mjs';
