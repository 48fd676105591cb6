'use strict';
(function ({ host }) {
  return {
    getHostname: () => host.hostname(), getLoadAvg(values) { values.fill(0); }, getUptime: () => host.uptime(),
    getTotalMem: () => host.memoryLimit(), getFreeMem: () => host.memoryFree(),
    // Flat: model, speed, and the times in user, nice, system, idle and interrupts of each.
    getCPUs: () => Array.from({ length: host.parallelism() }, () => ['Samovar', 2500, 0, 0, 0, 0, 0]).flat(),
    getInterfaceAddresses: () => ['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
    getHomeDirectory: () => host.realm().process.env.HOME ?? '/home/sbx_user1051',
    getUserInfo: () => ({ uid: 993, gid: 990, username: 'sbx_user1051', homedir: '/home/sbx_user1051', shell: '/sbin/nologin' }),
    setPriority: () => 0, getPriority: () => 0, getAvailableParallelism: () => host.parallelism(),
    getOSInformation: () => ['Linux', '#1 SMP', '5.10.0', 'x86_64'], isBigEndian: false,
  };
})
