'use strict';
(function ({ host }) {
  return {
    createBlob: (sources, length) => host.unsupported('Blob'), storeDataObject() {}, getDataObject() {}, revokeObjectURL() {},
    concat: (views) => host.unsupported('Blob'), createBlobFromFilePath: () => host.unsupported('fs.openAsBlob'),
  };
})
