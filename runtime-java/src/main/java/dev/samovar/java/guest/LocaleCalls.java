package dev.samovar.java.guest;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.ResourceBundle;

/// What depends on the default locale.
public final class LocaleCalls {
    private LocaleCalls() {}

    @Instead(of = Locale.class, member = "getDefault", at = Site.STATIC)
    public static Locale getDefault(Guest guest) {
        return guest.locale();
    }

    @Instead(of = Locale.class, member = "getDefault", at = Site.STATIC)
    public static Locale getDefault(Guest guest, Locale.Category category) {
        return guest.locale(category);
    }

    @Instead(of = Locale.class, member = "setDefault", at = Site.STATIC)
    public static void setDefault(Guest guest, Locale locale) {
        guest.locale(locale);
    }

    @Instead(of = Locale.class, member = "setDefault", at = Site.STATIC)
    public static void setDefault(Guest guest, Locale.Category category, Locale locale) {
        guest.locale(category, locale);
    }

    @Instead(of = String.class, member = "format", at = Site.STATIC)
    public static String format(Guest guest, String format, Object[] arguments) {
        return String.format(forFormat(guest), format, arguments);
    }

    @Instead(of = String.class, member = "formatted", at = Site.VIRTUAL)
    public static String formatted(Guest guest, String format, Object[] arguments) {
        return String.format(forFormat(guest), format, arguments);
    }

    @Instead(of = String.class, member = "toLowerCase", at = Site.VIRTUAL)
    public static String toLowerCase(Guest guest, String text) {
        return text.toLowerCase(guest.locale());
    }

    @Instead(of = String.class, member = "toUpperCase", at = Site.VIRTUAL)
    public static String toUpperCase(Guest guest, String text) {
        return text.toUpperCase(guest.locale());
    }

    @Instead(of = NumberFormat.class, member = "getInstance", at = Site.STATIC)
    public static NumberFormat numbers(Guest guest) {
        return NumberFormat.getInstance(forFormat(guest));
    }

    @Instead(of = NumberFormat.class, member = "getNumberInstance", at = Site.STATIC)
    public static NumberFormat plainNumbers(Guest guest) {
        return NumberFormat.getNumberInstance(forFormat(guest));
    }

    @Instead(of = NumberFormat.class, member = "getIntegerInstance", at = Site.STATIC)
    public static NumberFormat integers(Guest guest) {
        return NumberFormat.getIntegerInstance(forFormat(guest));
    }

    @Instead(of = NumberFormat.class, member = "getCurrencyInstance", at = Site.STATIC)
    public static NumberFormat currency(Guest guest) {
        return NumberFormat.getCurrencyInstance(forFormat(guest));
    }

    @Instead(of = NumberFormat.class, member = "getPercentInstance", at = Site.STATIC)
    public static NumberFormat percent(Guest guest) {
        return NumberFormat.getPercentInstance(forFormat(guest));
    }

    @Instead(of = DecimalFormat.class, at = Site.NEW)
    public static DecimalFormat decimal(Guest guest, String pattern) {
        return new DecimalFormat(pattern, symbols(guest));
    }

    @Instead(of = DecimalFormatSymbols.class, member = "getInstance", at = Site.STATIC)
    public static DecimalFormatSymbols symbols(Guest guest) {
        return DecimalFormatSymbols.getInstance(forFormat(guest));
    }

    @Instead(of = DecimalFormatSymbols.class, at = Site.NEW)
    public static DecimalFormatSymbols newSymbols(Guest guest) {
        return new DecimalFormatSymbols(forFormat(guest));
    }

    @Instead(of = DateTimeFormatter.class, member = "ofPattern", at = Site.STATIC)
    public static DateTimeFormatter ofPattern(Guest guest, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, forFormat(guest));
    }

    @Instead(of = DateTimeFormatterBuilder.class, member = "toFormatter", at = Site.VIRTUAL)
    public static DateTimeFormatter toFormatter(Guest guest, DateTimeFormatterBuilder builder) {
        return builder.toFormatter(forFormat(guest));
    }

    @Instead(of = ResourceBundle.class, member = "getBundle", at = Site.STATIC)
    public static ResourceBundle bundle(Guest guest, String name) {
        return ResourceBundle.getBundle(name, guest.locale(), guest.loader());
    }

    @Instead(of = ResourceBundle.class, member = "getBundle", at = Site.STATIC)
    public static ResourceBundle bundle(Guest guest, String name, Locale locale) {
        return ResourceBundle.getBundle(name, locale, guest.loader());
    }

    private static Locale forFormat(Guest guest) {
        return guest.locale(Locale.Category.FORMAT);
    }
}
