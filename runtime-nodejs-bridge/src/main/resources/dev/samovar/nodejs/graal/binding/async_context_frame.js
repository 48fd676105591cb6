'use strict';
(function ({ host }) {
  return {
    getContinuationPreservedEmbedderData: () => host.contextFrame(),
    setContinuationPreservedEmbedderData: (frame) => { host.setContextFrame(frame); },
  };
})
