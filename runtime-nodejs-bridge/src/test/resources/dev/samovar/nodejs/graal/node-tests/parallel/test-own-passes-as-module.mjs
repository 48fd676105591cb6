import { strictEqual } from 'assert';
await new Promise((resolve) => setImmediate(resolve));
strictEqual(typeof import.meta.filename, 'string');
