package dev.samovar.java.guest;

import java.text.DateFormat;
import java.text.DateFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// What depends on the default time zone.
@SuppressWarnings("JavaUtilDate")
public final class TimeCalls {
    private TimeCalls() {}

    @Instead(of = TimeZone.class, member = "getDefault", at = Site.STATIC)
    public static TimeZone getDefault(Guest guest) {
        return guest.timeZone();
    }

    @Instead(of = TimeZone.class, member = "setDefault", at = Site.STATIC)
    public static void setDefault(Guest guest, @Nullable TimeZone zone) {
        guest.zone(zone == null ? ZoneId.of("UTC") : zone.toZoneId());
    }

    @Instead(of = ZoneId.class, member = "systemDefault", at = Site.STATIC)
    public static ZoneId systemDefault(Guest guest) {
        return guest.zone();
    }

    @Instead(of = Clock.class, member = "systemDefaultZone", at = Site.STATIC)
    public static Clock systemDefaultZone(Guest guest) {
        return Clock.system(guest.zone());
    }

    @Instead(of = LocalDate.class, member = "now", at = Site.STATIC)
    public static LocalDate today(Guest guest) {
        return LocalDate.now(guest.zone());
    }

    @Instead(of = LocalTime.class, member = "now", at = Site.STATIC)
    public static LocalTime time(Guest guest) {
        return LocalTime.now(guest.zone());
    }

    @Instead(of = LocalDateTime.class, member = "now", at = Site.STATIC)
    public static LocalDateTime dateTime(Guest guest) {
        return LocalDateTime.now(guest.zone());
    }

    @Instead(of = ZonedDateTime.class, member = "now", at = Site.STATIC)
    public static ZonedDateTime zonedDateTime(Guest guest) {
        return ZonedDateTime.now(guest.zone());
    }

    @Instead(of = OffsetDateTime.class, member = "now", at = Site.STATIC)
    public static OffsetDateTime offsetDateTime(Guest guest) {
        return OffsetDateTime.now(guest.zone());
    }

    @Instead(of = OffsetTime.class, member = "now", at = Site.STATIC)
    public static OffsetTime offsetTime(Guest guest) {
        return OffsetTime.now(guest.zone());
    }

    @Instead(of = Year.class, member = "now", at = Site.STATIC)
    public static Year year(Guest guest) {
        return Year.now(guest.zone());
    }

    @Instead(of = YearMonth.class, member = "now", at = Site.STATIC)
    public static YearMonth yearMonth(Guest guest) {
        return YearMonth.now(guest.zone());
    }

    @Instead(of = MonthDay.class, member = "now", at = Site.STATIC)
    public static MonthDay monthDay(Guest guest) {
        return MonthDay.now(guest.zone());
    }

    @Instead(of = Date.class, member = "toString", at = Site.VIRTUAL)
    public static String toString(Guest guest, Date date) {
        if (date.getClass() != Date.class) return date.toString();
        return in(guest, new SimpleDateFormat("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US))
                .format(date);
    }

    @Instead(of = Calendar.class, member = "getInstance", at = Site.STATIC)
    public static Calendar calendar(Guest guest) {
        return Calendar.getInstance(guest.timeZone(), guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = Calendar.class, member = "getInstance", at = Site.STATIC)
    public static Calendar calendar(Guest guest, Locale locale) {
        return Calendar.getInstance(guest.timeZone(), locale);
    }

    @Instead(of = Calendar.class, member = "getInstance", at = Site.STATIC)
    public static Calendar calendar(Guest guest, TimeZone zone) {
        return Calendar.getInstance(zone, guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(Guest guest) {
        return new GregorianCalendar(guest.timeZone(), guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(Guest guest, Locale locale) {
        return new GregorianCalendar(guest.timeZone(), locale);
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(Guest guest, TimeZone zone) {
        return new GregorianCalendar(zone, guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(Guest guest, int year, int month, int day) {
        return gregorian(guest, year, month, day, 0, 0, 0);
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(Guest guest, int year, int month, int day, int hour, int minute) {
        return gregorian(guest, year, month, day, hour, minute, 0);
    }

    @Instead(of = GregorianCalendar.class, at = Site.NEW)
    public static GregorianCalendar gregorian(
            Guest guest, int year, int month, int day, int hour, int minute, int second) {
        var calendar = gregorian(guest);
        calendar.clear();
        calendar.set(year, month, day, hour, minute, second);
        return calendar;
    }

    @Instead(of = SimpleDateFormat.class, at = Site.NEW)
    public static SimpleDateFormat simple(Guest guest) {
        var format = DateFormat.getDateTimeInstance(
                DateFormat.SHORT, DateFormat.SHORT, guest.locale(Locale.Category.FORMAT));
        return in(guest, (SimpleDateFormat) format);
    }

    @Instead(of = SimpleDateFormat.class, at = Site.NEW)
    public static SimpleDateFormat simple(Guest guest, String pattern) {
        return in(guest, new SimpleDateFormat(pattern, guest.locale(Locale.Category.FORMAT)));
    }

    @Instead(of = SimpleDateFormat.class, at = Site.NEW)
    public static SimpleDateFormat simple(Guest guest, String pattern, Locale locale) {
        return in(guest, new SimpleDateFormat(pattern, locale));
    }

    @Instead(of = SimpleDateFormat.class, at = Site.NEW)
    public static SimpleDateFormat simple(Guest guest, String pattern, DateFormatSymbols symbols) {
        return in(guest, new SimpleDateFormat(pattern, symbols));
    }

    @Instead(of = DateFormat.class, member = "getInstance", at = Site.STATIC)
    public static DateFormat format(Guest guest) {
        return simple(guest);
    }

    @Instead(of = DateFormat.class, member = "getDateInstance", at = Site.STATIC)
    public static DateFormat date(Guest guest) {
        return date(guest, DateFormat.DEFAULT);
    }

    @Instead(of = DateFormat.class, member = "getDateInstance", at = Site.STATIC)
    public static DateFormat date(Guest guest, int style) {
        return date(guest, style, guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = DateFormat.class, member = "getDateInstance", at = Site.STATIC)
    public static DateFormat date(Guest guest, int style, Locale locale) {
        return in(guest, DateFormat.getDateInstance(style, locale));
    }

    @Instead(of = DateFormat.class, member = "getTimeInstance", at = Site.STATIC)
    public static DateFormat timeFormat(Guest guest) {
        return timeFormat(guest, DateFormat.DEFAULT);
    }

    @Instead(of = DateFormat.class, member = "getTimeInstance", at = Site.STATIC)
    public static DateFormat timeFormat(Guest guest, int style) {
        return timeFormat(guest, style, guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = DateFormat.class, member = "getTimeInstance", at = Site.STATIC)
    public static DateFormat timeFormat(Guest guest, int style, Locale locale) {
        return in(guest, DateFormat.getTimeInstance(style, locale));
    }

    @Instead(of = DateFormat.class, member = "getDateTimeInstance", at = Site.STATIC)
    public static DateFormat dateTimeFormat(Guest guest) {
        return dateTimeFormat(guest, DateFormat.DEFAULT, DateFormat.DEFAULT);
    }

    @Instead(of = DateFormat.class, member = "getDateTimeInstance", at = Site.STATIC)
    public static DateFormat dateTimeFormat(Guest guest, int dateStyle, int timeStyle) {
        return dateTimeFormat(guest, dateStyle, timeStyle, guest.locale(Locale.Category.FORMAT));
    }

    @Instead(of = DateFormat.class, member = "getDateTimeInstance", at = Site.STATIC)
    public static DateFormat dateTimeFormat(Guest guest, int dateStyle, int timeStyle, Locale locale) {
        return in(guest, DateFormat.getDateTimeInstance(dateStyle, timeStyle, locale));
    }

    private static <F extends DateFormat> F in(Guest guest, F format) {
        format.setTimeZone(guest.timeZone());
        return format;
    }
}
