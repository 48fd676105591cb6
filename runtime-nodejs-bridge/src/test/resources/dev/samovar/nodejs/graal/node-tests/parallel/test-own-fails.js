'use strict';
setImmediate(() => { throw new TypeError('of its own'); });
