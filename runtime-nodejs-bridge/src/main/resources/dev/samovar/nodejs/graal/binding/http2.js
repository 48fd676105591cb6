'use strict';
(function ({ host }) {
  // HTTP/2 is not spoken here, but many packages load the module and never use it.
  class Http2Session { constructor() { host.unsupported('http2'); } }
  class Http2Stream { constructor() { host.unsupported('http2'); } }
  return {
    Http2Session, Http2Stream,
    constants: JSON.parse(host.data('http2')),
    sessionState: new Float64Array(9), streamState: new Float64Array(6), settingsBuffer: new Uint32Array(29),
    optionsBuffer: new Uint32Array(14), streamStats: new Float64Array(6), sessionStats: new Float64Array(9),
    kBitfield: 0, kSessionPriorityListenerCount: 1, kSessionFrameErrorListenerCount: 2, kSessionMaxInvalidFrames: 3,
    kSessionMaxRejectedStreams: 4, kSessionUint8FieldCount: 5, kSessionHasRemoteSettingsListeners: 0,
    kSessionRemoteSettingsIsUpToDate: 1, kSessionHasPingListeners: 2, kSessionHasAltsvcListeners: 3,
    nghttp2ErrorString: (code) => `nghttp2 error ${code}`, nameForErrorCode: [],
    refreshDefaultSettings() {}, packSettings: () => host.unsupported('http2'), setCallbackFunctions() {},
  };
})
