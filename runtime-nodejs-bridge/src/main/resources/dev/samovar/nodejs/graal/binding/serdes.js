'use strict';
(function ({ host }) {
  class Serializer { constructor() { host.unsupported('v8.serialize'); } }
  class Deserializer { constructor() { host.unsupported('v8.deserialize'); } }
  for (const name of ['_getSharedArrayBufferId', '_writeHostObject', 'writeUint32', 'writeRawBytes', 'writeValue'])
    Serializer.prototype[name] = function () {};
  return { Serializer, Deserializer };
})
