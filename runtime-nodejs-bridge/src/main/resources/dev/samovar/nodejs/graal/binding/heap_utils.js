'use strict';
(function ({ host }) {
  const refused = () => host.unsupported('heap snapshots');
  return { buildEmbedderGraph: refused, triggerHeapSnapshot: refused, createHeapSnapshotStream: refused };
})
