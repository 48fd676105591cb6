'use strict';
(function ({ host }) {
  const refused = () => host.unsupported('a heap snapshot');
  return { buildEmbedderGraph: refused, triggerHeapSnapshot: refused, createHeapSnapshotStream: refused };
})
