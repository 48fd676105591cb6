'use strict';
// The variables of an .env file.
(function () {
  const line = /^[ \t]*(?:export[ \t]+)?([^\s=#][^=\n]*?)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))?[^\n]*$/gm;
  return function parse(text) {
    const found = {};
    for (const [, name, double, single, back, plain] of text.replaceAll('\r\n', '\n').matchAll(line))
      found[name] = double?.replaceAll('\\n', '\n') ?? single ?? back ?? (plain ?? '').trim();
    return found;
  };
})
