'use strict';
console.log('1..0 # Skipped: nothing to see');
process.exit(0);
