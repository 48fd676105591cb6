'use strict';
(function ({ perIsolateSymbols }) {
  return perIsolateSymbols;
})
