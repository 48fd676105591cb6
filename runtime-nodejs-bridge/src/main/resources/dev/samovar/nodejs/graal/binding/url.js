'use strict';
(function ({ host }) {
  const urlComponents = new Uint32Array(9);

  // The text of what was parsed, whose parts' places go where Node looks for them.
  function placed(written) {
    if (written === undefined) return undefined;
    urlComponents.set(written[1]);
    return written[0];
  }

  return {
    urlComponents,
    domainToASCII: (domain) => host.domainToAscii(domain), domainToUnicode: (domain) => host.domainToUnicode(domain),
    canParse: (input, base) => host.canParseUrl(input, base),
    format: (href, hash, unicode, search, auth) => host.formatUrl(href, hash, unicode, search, auth),
    parse(input, base, raise) {
      const href = placed(host.parseUrl(input, base));
      if (href === undefined && raise) {
        const { ERR_INVALID_URL } = host.realm().require('internal/errors').codes;
        throw new ERR_INVALID_URL(input, base);
      }
      return href;
    },
    pathToFileURL(path, windows, base) {
      const escaped = path.replace(/[%\\\n\r\t#?]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'));
      return placed(host.parseUrl('file://' + escaped, base));
    },
    update: (href, action, value) => placed(host.updateUrl(href, action, value)) ?? false,
  };
})
