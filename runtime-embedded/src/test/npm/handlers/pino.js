const pino = require('pino');
const { Writable } = require('stream');

exports.handler = async () => {
  const lines = [];
  const logger = pino({ level: 'info', base: { app: 'tea' }, timestamp: false, redact: ['user.password'] }, new Writable({ write: (line, _, done) => { lines.push(String(line)); done(); } }));
  logger.info({ user: { name: 'x', password: 'y' } }, 'hello %s', 'there');
  logger.debug('unheard');
  logger.child({ step: 2 }).error(new TypeError('no tea'));
  return lines.map((line) => { const { err, ...rest } = JSON.parse(line); return { ...rest, err: err && [err.type, err.message] }; });
};
