const winston = require('winston');
const { Writable } = require('stream');

exports.handler = async () => {
  const lines = [];
  const stream = new Writable({ write: (line, _, done) => { lines.push(String(line).trim()); done(); } });
  const logger = winston.createLogger({ level: 'info', defaultMeta: { app: 'tea' }, format: winston.format.combine(winston.format.splat(), winston.format.json()), transports: [new winston.transports.Stream({ stream })] });
  logger.info('hello %s', 'there', { cup: 1 });
  logger.debug('unheard');
  logger.child({ step: 2 }).error('no tea');
  await new Promise((done) => logger.on('finish', done).end());
  return lines.map((line) => JSON.parse(line));
};
