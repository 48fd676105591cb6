'use strict';
(function () {
  return {
    runEmbedderPreload() {}, compileSerializeMain() {}, setSerializeCallback() {}, setDeserializeCallback() {},
    setDeserializeMainFunction() {}, anonymousMainPath: '__node_anonymous_main', isBuildingSnapshotBuffer: new Uint8Array(1),
  };
})
