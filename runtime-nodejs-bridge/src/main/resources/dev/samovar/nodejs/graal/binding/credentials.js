'use strict';
(function ({ process }) {
  const refused = () => { throw Object.assign(new Error('operation not permitted'), { code: 'EPERM', errno: -1 }); };
  return {
    safeGetenv: (name) => process.env[name],
    getTempDir: () => process.env.TMPDIR ?? '/tmp',
    implementsPosixCredentials: true,
    getuid: () => 993, geteuid: () => 993, getgid: () => 990, getegid: () => 990, getgroups: () => [990],
    initgroups: refused, setegid: refused, seteuid: refused, setgid: refused, setuid: refused, setgroups: refused,
  };
})
