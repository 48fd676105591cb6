'use strict';
(function () {
  const none = () => {};
  return {
    writeReport: none, getReport: () => '{}', getCompact: () => false, setCompact: none, getExcludeNetwork: () => false,
    setExcludeNetwork: none, getExcludeEnv: () => false, setExcludeEnv: none, getDirectory: () => '', setDirectory: none,
    getFilename: () => '', setFilename: none, getSignal: () => 'SIGUSR2', setSignal: none,
    shouldReportOnFatalError: () => false, setReportOnFatalError: none, shouldReportOnSignal: () => false,
    setReportOnSignal: none, shouldReportOnUncaughtException: () => false, setReportOnUncaughtException: none,
  };
})
