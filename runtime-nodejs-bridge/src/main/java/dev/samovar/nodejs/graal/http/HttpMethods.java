package dev.samovar.nodejs.graal.http;

import java.util.List;

/// The methods that Node knows, by their numbers.
final class HttpMethods {
    static final int CONNECT = 5;
    static final int SOURCE = 33;
    static final int PRI = 34;

    private static final List<String> NAMES = List.of(
            "DELETE",
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "CONNECT",
            "OPTIONS",
            "TRACE",
            "COPY",
            "LOCK",
            "MKCOL",
            "MOVE",
            "PROPFIND",
            "PROPPATCH",
            "SEARCH",
            "UNLOCK",
            "BIND",
            "REBIND",
            "UNBIND",
            "ACL",
            "REPORT",
            "MKACTIVITY",
            "CHECKOUT",
            "MERGE",
            "M-SEARCH",
            "NOTIFY",
            "SUBSCRIBE",
            "UNSUBSCRIBE",
            "PATCH",
            "PURGE",
            "MKCALENDAR",
            "LINK",
            "UNLINK",
            "SOURCE",
            "PRI",
            "DESCRIBE",
            "ANNOUNCE",
            "SETUP",
            "PLAY",
            "PAUSE",
            "TEARDOWN",
            "GET_PARAMETER",
            "SET_PARAMETER",
            "REDIRECT",
            "RECORD",
            "FLUSH",
            "QUERY");

    private HttpMethods() {}

    /// All names, by number.
    static List<String> names() {
        return NAMES;
    }

    /// The number of a method, or -1.
    static int number(String name) {
        return NAMES.indexOf(name);
    }

    /// Whether a method begins so.
    static boolean isBeginning(String text) {
        return NAMES.stream().anyMatch(name -> name.startsWith(text));
    }
}
