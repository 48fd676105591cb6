'use strict';

// Lambda's own runtimes bring AWS's SDK along, this one does not: what the log says where a function misses it. The answer is
// that of Lambda for any other module.

const MISSING = /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^'/]+)/;

// How to get a package of the SDK, if that is what was not found.
function wayOut(error) {
  let name;
  try {
    name = MISSING.exec(error.message)?.[1];
  } catch {
    // It cannot be read, then.
  }
  return name && `${name} is not found: AWS's SDK, which Lambda's own runtime has, is taken from the package or a layer here. ` +
    `npm install ${name} puts it into the package; in a layer it belongs to nodejs/node_modules.`;
}

module.exports = { wayOut };
