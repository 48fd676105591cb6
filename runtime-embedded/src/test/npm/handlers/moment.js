const moment = require('moment');

exports.handler = async () => {
  const at = moment.utc('2024-02-29T12:00:00Z');
  return [at.clone().add(1, 'month').endOf('month').format(), at.format('dddd, MMMM Do YYYY, h:mm:ss a'), at.from(moment.utc('2024-03-03')), at.isoWeek(), moment('x', 'YYYY', true).isValid()];
};
