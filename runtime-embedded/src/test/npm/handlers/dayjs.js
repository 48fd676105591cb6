const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/utc'));
dayjs.extend(require('dayjs/plugin/timezone'));
dayjs.extend(require('dayjs/plugin/duration'));

exports.handler = async () => {
  const at = dayjs.utc('2024-02-29T23:30:00Z');
  return [at.add(1, 'year').format(), at.tz('America/New_York').format('dddd D MMMM YYYY HH:mm Z'),
    at.diff('2023-12-31', 'day'), dayjs.duration(3_723_000).format('H:mm:ss')];
};
