// A function that does what its event says: it runs a program, or ends itself.
const { execFileSync } = require('child_process');

const end = (how) => {
  if (/^\d+$/.test(how)) process.exit(Number(how));
  process.kill(process.pid, 'SIG' + how);
  for (;;) ;
};

if (process.env.AT_INIT) end(process.env.AT_INIT);

exports.handler = async (event) => {
  const [act, what] = event.split(' ');
  if (act === 'run') return execFileSync('sh', ['/var/task/run', what], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (act === 'end') end(what);
  if (act === 'later') setTimeout(end, 50, what);
  if (act === 'deaf') {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1']) process.on(signal, () => {});
    for (;;) ;
  }
  return 'served';
};
