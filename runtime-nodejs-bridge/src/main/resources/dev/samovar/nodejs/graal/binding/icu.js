'use strict';
(function ({ host }) {
  return {
    getStringWidth: (text, ambiguousAsFull, expandEmoji) => host.stringWidth(text),
    icuErrName: (code) => 'U_ERROR_' + code,
    transcode: (source, from, to) => Buffer.from(host.transcode(source, from, to)),
    hasConverter: (name) => host.hasCharset(name),
    getConverter: (name, flags) => host.charsetDecoder(name, flags),
    decode: (converter, input, flags, name) => host.decodeWith(converter, input, flags),
  };
})
