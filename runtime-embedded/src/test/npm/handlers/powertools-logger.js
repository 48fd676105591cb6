const { Logger } = require('@aws-lambda-powertools/logger');

const lines = [];
const logger = new Logger({ serviceName: 'tea', logLevel: 'INFO' });

exports.handler = async (event, context) => {
  const write = console.info;
  logger.addContext(context);
  logger.appendKeys({ order: 7 });
  logger.console = { info: (line) => lines.push(line), error: (line) => lines.push(line) };
  logger.info('hello', { cup: 1 });
  logger.debug('unheard');
  console.info = write;
  return lines.map((line) => { const { level, message, service, order, cup } = JSON.parse(line); return { level, message, service, order, cup }; });
};
