'use strict';
// Dates are of the zone that the variable TZ says, whenever it says it.
const show = () => {
  const date = new Date(Date.UTC(2024, 6, 1, 12));
  print([date.getHours(), date.getTimezoneOffset(), date.toString(), Intl.DateTimeFormat().resolvedOptions().timeZone,
    date.toLocaleTimeString('en-US'), new Date(2024, 0, 1).toISOString()].join(' | '));
};
process.env.TZ = 'America/New_York';
show();
process.env.TZ = 'Asia/Tokyo';
show();
process.env.TZ = 'UTC';
show();
