'use strict';
(function ({ host }) {
  return {
    getHostname: () => host.hostname(), getLoadAvg(values) { values.fill(0); }, getUptime: () => host.uptime(),
    getTotalMem: () => host.memoryLimit(), getFreeMem: () => host.memoryLimit(), getCPUs: () => host.cpus(),
    getInterfaceAddresses: () => [], getHomeDirectory: () => host.realm().process.env.HOME ?? '/home/sbx_user1051',
    getUserInfo: () => ({ uid: 993, gid: 990, username: 'sbx_user1051', homedir: '/home/sbx_user1051', shell: '/sbin/nologin' }),
    setPriority: () => 0, getPriority: () => 0, getAvailableParallelism: () => host.parallelism(),
    getOSInformation: () => ['Linux', '#1 SMP', '5.10.0', 'x86_64'], isBigEndian: false,
  };
})
