const { addMonths, format, differenceInBusinessDays, parseISO, formatDistance, eachDayOfInterval } = require('date-fns');
const { de } = require('date-fns/locale/de');

exports.handler = async () => {
  const at = parseISO('2024-01-31T10:00:00Z');
  return [addMonths(at, 1).toISOString(), format(at, 'EEEE, do MMMM yyyy', { locale: de }), differenceInBusinessDays(parseISO('2024-02-12'), at), formatDistance(at, addMonths(at, 2)), eachDayOfInterval({ start: at, end: parseISO('2024-02-02') }).length];
};
