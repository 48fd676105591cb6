'use strict';
(function ({ host, hooks }) {
  return {
    setPrepareStackTraceCallback: (callback) => host.onStackTrace(callback),
    setGetSourceMapErrorSource() {},
    setSourceMapsEnabled() {},
    setMaybeCacheGeneratedSourceMap() {},
    setEnhanceStackForFatalException(before, after) { hooks.enhanceStack = { before, after }; },
    noSideEffectsToString: (value) => {
      try {
        return value instanceof Error ? `${value.name}: ${value.message}` : String(value);
      } catch {
        return Object.prototype.toString.call(value);
      }
    },
    triggerUncaughtException: (error, fromPromise) => hooks.uncaught(error, fromPromise),
    exitCodes: {
      kNoFailure: 0, kGenericUserError: 1, kInternalJSParseError: 3, kInternalJSEvaluationFailure: 4,
      kV8FatalError: 5, kInvalidFatalExceptionMonkeyPatching: 6, kExceptionInFatalExceptionHandler: 7,
      kInvalidCommandLineArgument: 9, kBootstrapFailure: 10, kInvalidCommandLineArgument2: 12,
      kUnsettledTopLevelAwait: 13, kStartupSnapshotFailure: 14, kAbort: 134,
    },
  };
})
