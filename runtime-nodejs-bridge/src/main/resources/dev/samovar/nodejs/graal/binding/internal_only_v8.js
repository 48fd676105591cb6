'use strict';
(function ({ host }) {
  return { queryObjects: () => host.unsupported('v8.queryObjects') };
})
