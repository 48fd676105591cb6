'use strict';
(function ({ host }) {
  const encodeIntoResults = new Uint32Array(2);
  return {
    encodeIntoResults,
    encodeInto(text, target) { host.encodeUtf8Into(text, target, encodeIntoResults); },
    encodeUtf8String: (text) => new Uint8Array(host.encodeUtf8(text)),
    decodeUTF8: (view, ignoreBOM, fatal) => host.decodeUtf8(view, ignoreBOM, fatal),
    decodeLatin1: (view) => host.decode(view, 'latin1', 0, view.byteLength),
    toASCII: (domain) => host.domainToAscii(domain), toUnicode: (domain) => host.domainToUnicode(domain),
  };
})
