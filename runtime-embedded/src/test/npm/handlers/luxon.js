const { DateTime, Duration, Interval } = require('luxon');

exports.handler = async () => {
  const at = DateTime.fromISO('2024-03-10T01:30:00', { zone: 'America/New_York' });
  return [at.plus({ hours: 1 }).toISO(), at.setZone('Asia/Tokyo').toFormat('cccc d LLLL yyyy, HH:mm ZZZZ'),
    Duration.fromObject({ minutes: 135 }).shiftTo('hours', 'minutes').toHuman(), at.setLocale('de').toLocaleString(DateTime.DATE_FULL),
    Interval.fromDateTimes(at, at.plus({ days: 3 })).splitBy({ days: 1 }).length, DateTime.fromISO('nonsense').invalidReason];
};
