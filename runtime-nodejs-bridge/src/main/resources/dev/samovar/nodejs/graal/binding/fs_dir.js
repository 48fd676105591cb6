'use strict';
(function ({ host }) {
  class DirHandle {}
  return { DirHandle, opendir: () => host.unsupported('fs.opendir'), opendirSync: () => host.unsupported('fs.opendirSync') };
})
