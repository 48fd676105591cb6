'use strict';
(function ({ host }) {
  const urlComponents = new Uint32Array(9);
  return {
    urlComponents,
    domainToASCII: (domain) => host.domainToAscii(domain), domainToUnicode: (domain) => host.domainToUnicode(domain),
    canParse: (input, base) => host.canParseUrl(input, base),
    format: (href, hash, unicode, search, auth) => host.formatUrl(href, hash, unicode, search, auth),
    getOrigin: (href) => host.urlOrigin(href),
    parse(input, base, raise) {
      const href = host.parseUrl(input, base, urlComponents);
      if (href === undefined && raise) {
        const { ERR_INVALID_URL } = host.realm().require('internal/errors').codes;
        throw new ERR_INVALID_URL(input, base);
      }
      return href;
    },
    pathToFileURL(path, windows, base) { return host.pathToFileUrl(path, urlComponents); },
    update: (href, action, value) => host.updateUrl(href, action, value, urlComponents),
  };
})
