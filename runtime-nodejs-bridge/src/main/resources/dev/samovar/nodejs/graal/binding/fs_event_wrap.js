'use strict';
(function (realm, internalBinding) {
  const { FSEvent } = internalBinding('fs');
  return { FSEvent };
})
